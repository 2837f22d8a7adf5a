package io.echosphere.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepliesTest {
  @TempDir Path folder;

  @Test
  void everyLineHasTheSoundOfItsWholeReply() throws Exception {
    ClipLibrary clips = ClipLibrary.load();

    Replies.write(clips, folder);

    for (Clip line : clips.callerClips()) {
      assertThat(seconds(line.id())).as(line.id()).isGreaterThan(2);
    }
    double sentences =
        List.of("reply02-1", "reply02-2", "reply02-3").stream()
            .mapToDouble(id -> clips.clip(id).seconds())
            .sum();
    assertThat(seconds("ja-tokyo")).isBetween(sentences, sentences + 1);
  }

  private double seconds(String line) throws Exception {
    WavFile wav = WavFile.parse(Files.readAllBytes(folder.resolve(line + ".wav")));
    return (double) wav.samples().length / wav.sampleRateHz();
  }
}
