package io.echosphere.simulator.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.simulator.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipLibraryTest {
  private final ClipLibrary clips = Listening.CLIPS;

  @ParameterizedTest
  @ValueSource(strings = {"ja-JP", "en-US"})
  void callersHaveFourQuestionsInEachLanguage(String language) {
    assertThat(clips.callerClips())
        .filteredOn(clip -> clip.language().equals(language))
        .filteredOn(clip -> clip.seconds() >= 1.5 && clip.seconds() <= 3.5)
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void wordsMakeUpTheTextAndFollowEachOtherWithinTheClip() {
    for (Clip clip : concat(clips.callerClips(), clips.agentClips())) {
      assertThat(Items.text(clip.words(), clip.language())).isEqualTo(clip.text());
      double at = 0;
      for (HeardWord word : clip.words()) {
        assertThat(word.startSeconds()).as(clip.id()).isGreaterThanOrEqualTo(at);
        assertThat(word.endSeconds()).as(clip.id()).isGreaterThanOrEqualTo(word.startSeconds());
        at = word.startSeconds();
      }
      assertThat(at).isLessThan(clip.seconds());
    }
  }

  @Test
  void clipsBeginAndEndWithAlmostNoSilence() {
    for (Clip clip : concat(clips.callerClips(), clips.agentClips())) {
      short[] samples = clip.samples();
      assertThat(loudest(Sound.cut(samples, 0.015, 0.06))).as(clip.id()).isGreaterThan(100);
      short[] end = Sound.cut(samples, clip.seconds() - 0.08, clip.seconds() - 0.035);
      assertThat(loudest(end)).as(clip.id()).isGreaterThan(100);
    }
  }

  @Test
  void eachLanguageHasAReplyLongEnoughToBeInterrupted() {
    assertThat(seconds("reply03-")).isGreaterThan(8);
    assertThat(seconds("reply08-")).isGreaterThan(8);
  }

  @Test
  void exportedClipsAreWavFilesOfTheSameSound(@TempDir Path folder) throws IOException {
    List<Path> files = clips.exportTo(folder.resolve("clips"));

    assertThat(files).hasSameSizeAs(clips.callerClips());
    WavFile wav = WavFile.parse(Files.readAllBytes(files.getFirst()));
    assertThat(wav.sampleRateHz()).isEqualTo(16_000);
    assertThat(wav.samples()).isEqualTo(clips.callerClips().getFirst().samples());
    assertThat(folder.resolve("clips/clips.json")).isNotEmptyFile();
    assertThat(folder.resolve("clips/noise-cough.wav")).isNotEmptyFile();
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertThatThrownBy(() -> clips.clip("nope"))
        .hasMessageContaining("nope")
        .hasMessageContaining("ja-weather");
  }

  private double seconds(String prefix) {
    return clips.agentClips().stream()
        .filter(clip -> clip.id().startsWith(prefix))
        .mapToDouble(Clip::seconds)
        .sum();
  }

  private static int loudest(short[] samples) {
    int loudest = 0;
    for (short sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }

  private static List<Clip> concat(List<Clip> one, List<Clip> other) {
    return Stream.of(one, other).flatMap(List::stream).toList();
  }
}
