package io.echosphere.simulator.corpus;

import io.echosphere.simulator.stack.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The labelled speech, with its audio. Immutable once loaded, so it may be shared by threads.
 *
 * @param folder where its audio lies
 * @param clips in the order of their labels
 */
public record Corpus(Path folder, List<CorpusClip> clips) {
  /** A file of each of Debian's packages that the audio is made with. */
  private static final Map<String, String> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("open-jtalk", "/usr/bin/open_jtalk");
    NEEDED.put("open-jtalk-mecab-naist-jdic", "/var/lib/mecab/dic/open-jtalk/naist-jdic/sys.dic");
    NEEDED.put("espeak-ng", "/usr/bin/espeak-ng");
    NEEDED.put("flite", "/usr/bin/flite");
    NEEDED.put("vorbis-tools", "/usr/bin/oggdec");
    NEEDED.put("pocketsphinx-testdata", "/usr/share/pocketsphinx/test/data/goforward.raw");
    NEEDED.put(
        "asterisk-core-sounds-en-wav", "/usr/share/asterisk/sounds/en_US_f_Allison/hello.wav");
    NEEDED.put("asterisk-moh-opsound-wav", "/usr/share/asterisk/moh/reno_project-system.wav");
    NEEDED.put("sound-theme-freedesktop", "/usr/share/sounds/freedesktop/stereo/bell.oga");
  }

  public Corpus {
    clips = List.copyOf(clips);
  }

  /**
   * Reads the corpus from the cache, and makes it first where it is not there: about two minutes,
   * once for each version of the labels.
   *
   * @throws io.echosphere.simulator.stack.LocalStackException when a synthesizer or recording is
   *     missing and may not be installed; its message is the command that installs them
   */
  public static Corpus load() {
    Path folder = cached();
    try {
      if (!Files.exists(CorpusIndex.file(folder))) {
        DebianPackages.require("the corpus of labelled speech", NEEDED);
        make(folder);
      }
      return new Corpus(folder, CorpusIndex.read(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus in " + folder + " cannot be had", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the corpus was made", e);
    }
  }

  /** Where this version's audio lies, made or not. */
  public static Path cached() {
    String name =
        Labels.checksum(
            CorpusMaker.VERSION, List.of("voices/" + Speaker.MEI, "voices/" + Speaker.NITECH));
    return DebianPackages.cacheDirectory().resolve("corpus").resolve(name);
  }

  /** Made beside its place and moved there whole, so that nobody sees half a corpus. */
  private static void make(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.getParent());
    Path work = Files.createTempDirectory(folder.getParent(), "making");
    try {
      Path made = Files.createDirectory(work.resolve("made"));
      CorpusMaker.make(made, work);
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // another process has made the same meanwhile
    } finally {
      try (Stream<Path> left = Files.walk(work)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
