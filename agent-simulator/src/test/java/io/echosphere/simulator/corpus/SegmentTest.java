package io.echosphere.simulator.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.HeardWord;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {
  @Test
  void aLabelledPauseReplacesTheCommasOwn() {
    var segments = Segment.of("えーと、[600]明日の天気は、晴れ？", "ja-JP");

    assertThat(segments).extracting(Segment::spoken).containsExactly("えーと", "明日の天気は", "晴れ");
    assertThat(segments).extracting(Segment::pauseMillis).containsExactly(600, 200, 0);
    assertThat(segments).extracting(Segment::labelled).containsExactly(true, false, false);
  }

  @Test
  void whatIsWrittenOneWayMayBeSpokenAnother() {
    var segments = Segment.of("番号は{090|ゼロキューゼロ}、[500]{12|イチニー}です。", "ja-JP");

    assertThat(segments.getFirst().spoken()).isEqualTo("番号はゼロキューゼロ");
    assertThat(segments.getFirst().tokens())
        .extracting(Segment.Token::text)
        .containsExactly("番号", "は", "090", "、");
    assertThat(segments.getFirst().tokens().get(2).weight()).isEqualTo(6);
    assertThat(Markup.shown("番号は{090|ゼロキューゼロ}、[500]{12|イチニー}です。")).isEqualTo("番号は090、12です。");
  }

  @Test
  void recordingsAreNamedWhereSpeechWouldBe() {
    var segments = Segment.of("{4|a/4.wav} {0|a/0.wav} [600] {8|a/8.wav}.", "en-US");

    assertThat(segments.getFirst().files()).containsExactly("a/4.wav", "a/0.wav");
    assertThat(segments.getFirst().pauseMillis()).isEqualTo(600);
    assertThat(segments.getLast().tokens())
        .extracting(Segment.Token::text)
        .containsExactly("8", ".");
  }

  @Test
  void joinedPiecesPauseExactlyAsLabelledAndWordsEndWithTheirVoice() {
    var segments = Segment.of("Um, [700] two words.", "en-US");

    var joined = Composer.join(segments, List.of(tone(300), tone(500)));

    assertThat(joined.pauses()).hasSize(1);
    var pause = joined.pauses().getFirst();
    assertThat(pause.end() - pause.start()).isEqualTo(0.7);
    assertThat(joined.words())
        .filteredOn(word -> word.content().equals("Um"))
        .extracting(HeardWord::endSeconds)
        .containsExactly(pause.start());
    assertThat(joined.words().getLast().endSeconds()).isEqualTo(joined.voiceEnd());
    assertThat(Levels.activeRms(joined.samples())).isBetween(0.06, 0.08);
  }

  /** A hum with silence around it, which is to be cut off. */
  private static short[] tone(int millis) {
    int padding = Clip.SAMPLE_RATE_HZ / 10;
    short[] tone = new short[millis * Clip.SAMPLE_RATE_HZ / 1_000 + 2 * padding];
    for (int i = padding; i < tone.length - padding; i++) {
      tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 200 * i / Clip.SAMPLE_RATE_HZ));
    }
    return tone;
  }
}
