package io.echosphere.worker.endtoend;

import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a browser's microphone will hear: clips and the silence between them, as a WAV file.
 * Chromium plays it from the moment the page opens the microphone, once. Owned by one thread.
 */
final class MicrophoneFile {
  private final ClipLibrary clips = ClipLibrary.load();
  private final List<short[]> parts = new ArrayList<>();

  /** A person who only listens, for the length of any test. */
  static Path silence(Path directory) {
    return new MicrophoneFile().pause(Duration.ofMinutes(3)).in(directory);
  }

  MicrophoneFile pause(Duration length) {
    parts.add(new short[Math.toIntExact(length.toMillis() * Clip.SAMPLE_RATE_HZ / 1_000)]);
    return this;
  }

  MicrophoneFile say(String clip) {
    parts.add(clips.clip(clip).samples());
    return this;
  }

  /** Writes the file, with a long silence at its end, because it is played only once. */
  Path in(Path directory) {
    pause(Duration.ofMinutes(1));
    var samples = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, samples, at, part.length);
      at += part.length;
    }
    try {
      Path file = Files.createTempFile(directory, "microphone-", ".wav");
      return Files.write(file, new WavFile(Clip.SAMPLE_RATE_HZ, samples).toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
