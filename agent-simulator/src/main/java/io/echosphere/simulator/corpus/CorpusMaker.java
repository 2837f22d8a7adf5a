package io.echosphere.simulator.corpus;

import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.corpus.Composer.Composed;
import io.echosphere.simulator.corpus.CorpusClip.Echo;
import io.echosphere.simulator.hearing.Clip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the corpus' audio from its labels. Owned by the thread that makes it. */
final class CorpusMaker {
  /** Goes up with every change of what is made from the same labels. */
  static final int VERSION = 2;

  private static final double MUSIC_SECONDS = 3.5;

  private final Path folder;
  private final Synthesizers synthesizers;

  private CorpusMaker(Path folder, Synthesizers synthesizers) {
    this.folder = folder;
    this.synthesizers = synthesizers;
  }

  /**
   * Writes a WAV file for each clip, and the index.
   *
   * @param folder exists and is empty
   */
  static void make(Path folder, Path work) throws IOException, InterruptedException {
    var maker = new CorpusMaker(folder, new Synthesizers(work));
    List<Casting> castings = Casting.of(Labels.read());
    int processors = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(processors)) {
      List<Future<CorpusClip>> making =
          castings.stream().map(casting -> pool.submit(() -> maker.make(casting))).toList();
      List<CorpusClip> clips = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      for (Future<CorpusClip> clip : making) {
        try {
          clips.add(clip.get());
        } catch (ExecutionException e) {
          problems.add(String.valueOf(e.getCause()));
        }
      }
      if (!problems.isEmpty()) {
        throw new IOException("the corpus cannot be made:\n" + String.join("\n", problems));
      }
      CorpusIndex.write(folder, clips);
    }
  }

  private CorpusClip make(Casting casting) throws IOException, InterruptedException {
    Label label = casting.label();
    return switch (label.kind()) {
      case ECHO -> silent(casting, new Echo((int) label.number(0), label.number(1)));
      case SOUND -> sound(casting, noise(casting));
      case MUSIC -> sound(casting, music(label));
      case RECORDING -> recording(casting);
      default -> speech(casting);
    };
  }

  private CorpusClip speech(Casting casting) throws IOException, InterruptedException {
    Label label = casting.label();
    List<Segment> segments = Segment.of(label.first(), label.language());
    String closing = label.first().substring(label.first().length() - 1);
    List<String> pieces = segments.stream().map(Segment::spoken).toList();
    boolean isLong = label.kind() == Kind.REPLY;
    List<short[]> sounds = new ArrayList<>();
    if (isLong) { // sentence upon sentence: nobody judges how its pauses sound
      for (String piece : pieces) {
        sounds.addAll(synthesizers.speak(casting.speaker(), List.of(piece), closing));
      }
    } else {
      sounds.addAll(synthesizers.speak(casting.speaker(), pieces, closing));
    }
    return write(casting, Composer.join(segments, sounds));
  }

  private CorpusClip recording(Casting casting) throws IOException, InterruptedException {
    Label label = casting.label();
    List<Segment> segments = Segment.of(label.first(), label.language());
    List<short[]> sounds = new ArrayList<>();
    for (Segment segment : segments) {
      short[] joined = new short[0];
      for (String file : segment.files()) {
        short[] more = Recordings.read(file);
        int at = joined.length;
        joined = Arrays.copyOf(joined, at + more.length);
        System.arraycopy(more, 0, joined, at, more.length);
      }
      sounds.add(joined);
    }
    return write(casting, Composer.join(segments, sounds));
  }

  private static double[] noise(Casting casting) throws IOException, InterruptedException {
    String name = casting.label().first();
    return name.contains("/")
        ? Levels.unit(Recordings.read(name))
        : Sounds.of(name, casting.id().hashCode());
  }

  private static double[] music(Label label) throws IOException, InterruptedException {
    short[] all = Recordings.read(label.first());
    int from = (int) (label.number(2) * Clip.SAMPLE_RATE_HZ);
    int length = (int) (MUSIC_SECONDS * Clip.SAMPLE_RATE_HZ);
    if (from + length > all.length) {
      throw new IOException(label.first() + " is shorter than " + label.id() + " says");
    }
    double[] part = Levels.unit(Arrays.copyOfRange(all, from, from + length));
    int fade = Clip.SAMPLE_RATE_HZ / 10;
    for (int i = 0; i < fade; i++) {
      part[i] *= (double) i / fade;
      part[part.length - 1 - i] *= (double) i / fade;
    }
    return part;
  }

  private CorpusClip sound(Casting casting, double[] sound) throws IOException {
    double peak = Levels.SPEECH_PEAK * Levels.ratio(casting.label().number(1));
    short[] samples = Levels.pcm(Levels.toPeak(sound, peak));
    double seconds = (double) samples.length / Clip.SAMPLE_RATE_HZ;
    return write(casting, new Composed(samples, List.of(), List.of(), 0, seconds));
  }

  private CorpusClip silent(Casting casting, Echo echo) {
    return clip(casting, "", new Composed(new short[0], List.of(), List.of(), 0, 0), echo);
  }

  private CorpusClip write(Casting casting, Composed made) throws IOException {
    Files.write(
        folder.resolve(casting.id() + ".wav"),
        new WavFile(Clip.SAMPLE_RATE_HZ, made.samples()).toBytes());
    String text = casting.label().first();
    boolean isSpeech = !casting.label().kind().isFalseInterruption();
    return clip(casting, isSpeech ? Markup.shown(text) : text, made, Echo.NONE);
  }

  private CorpusClip clip(Casting casting, String text, Composed made, Echo echo) {
    Label label = casting.label();
    return new CorpusClip(
        casting.id(),
        label.language(),
        label.split(),
        label.kind(),
        casting.speaker().name(),
        text,
        made.words(),
        made.pauses(),
        made.voiceStart(),
        made.voiceEnd(),
        echo,
        folder.resolve(casting.id() + ".wav"));
  }
}
