package io.echosphere.simulator.demo;

import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** How the script's replies sound when nothing disturbs them. */
final class Replies {
  /** Between sentences; a comparison takes no notice of how long it is. */
  private static final int PAUSE = Clip.SAMPLE_RATE_HZ / 4;

  private Replies() {}

  /** Writes the reply to each of the caller's lines, under the name of the line. */
  static void write(ClipLibrary clips, Path folder) throws IOException {
    Files.createDirectories(folder);
    Script script = Script.bundled();
    for (Clip line : clips.callerClips()) {
      short[] reply = spoken(clips, script.reply(line.text()));
      Files.write(
          folder.resolve(line.id() + ".wav"), new WavFile(Clip.SAMPLE_RATE_HZ, reply).toBytes());
    }
  }

  /** As many of the sentences as there are clips of. */
  private static short[] spoken(ClipLibrary clips, String reply) {
    String rest = reply;
    short[] samples = new short[0];
    Optional<Clip> next = beginning(clips, rest);
    while (next.isPresent()) {
      short[] sentence = next.get().samples();
      int at = samples.length;
      samples = Arrays.copyOf(samples, at + sentence.length + PAUSE);
      System.arraycopy(sentence, 0, samples, at, sentence.length);
      rest = rest.substring(next.get().text().length()).strip();
      next = beginning(clips, rest);
    }
    return samples;
  }

  private static Optional<Clip> beginning(ClipLibrary clips, String text) {
    return clips.agentClips().stream().filter(clip -> text.startsWith(clip.text())).findFirst();
  }
}
