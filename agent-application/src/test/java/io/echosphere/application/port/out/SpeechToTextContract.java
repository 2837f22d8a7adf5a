package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Transcript;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SpeechToText} promises: one test for each sentence of the port. */
public abstract class SpeechToTextContract {
  private static final int FRAME = 160;

  /** A recogniser that hears {@link #words} in {@link #speech}, on its next two streams. */
  protected abstract SpeechToText hearing();

  /** A recogniser whose next stream takes audio and never ends. */
  protected abstract SpeechToText stalling();

  /** A recogniser that refuses its next stream. */
  protected abstract SpeechToText refusing();

  /** Speech at 16 kHz. */
  protected abstract short[] speech();

  /** What is said in it, without spaces and punctuation, lower case. */
  protected abstract String words();

  /** Waits until so many samples have arrived upstream. */
  protected abstract void awaitSamplesUpstream(int atLeast);

  /** Waits until the service has seen the newest stream closed. */
  protected abstract void awaitClosedUpstream();

  @Test
  void speechBecomesWords() {
    var log = new Log();
    try (var stream = hearing().open(log)) {
      send(stream, speech());
      stream.finish();

      assertThat(log.awaitFinalText()).isEqualTo(words());
    }
  }

  @Test
  void audioSentWhileConnectingIsKept() {
    var log = new Log();
    try (var stream = hearing().open(log)) {
      send(stream, speech());

      stream.finish();
      awaitSamplesUpstream(speech().length / FRAME * FRAME);
      log.heard.awaitFinished();
    }
  }

  @Test
  void audioIsCopied() {
    var log = new Log();
    short[] frame = new short[FRAME];
    short[] speech = speech();
    try (var stream = hearing().open(log)) {
      for (int i = 0; i + FRAME <= speech.length; i += FRAME) {
        System.arraycopy(speech, i, frame, 0, FRAME);
        stream.audio(frame, FRAME);
        Arrays.fill(frame, Short.MAX_VALUE);
      }
      stream.finish();

      assertThat(log.awaitFinalText()).isEqualTo(words());
    }
  }

  @Test
  void finishingAsksForTheLastFinalsAndThenEnds() {
    var log = new Log();
    try (var stream = hearing().open(log)) {
      send(stream, speech());
      stream.finish();

      assertThat(log.heard.awaitFinished()).isNotEmpty();
      assertThat(log.heard.events().getLast().isFinal()).isTrue();
    }
  }

  @Test
  void aFinalClosesItsSegment() {
    var log = new Log();
    try (var stream = hearing().open(log)) {
      send(stream, speech());
      stream.finish();

      var finals = log.heard.awaitFinished().stream().filter(Transcript::isFinal).toList();
      assertThat(finals).isNotEmpty().allMatch(t -> t.stableLength() == t.text().length());
      assertThat(finals).extracting(Transcript::segment).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRefusedStreamFailsOnceAndHearsNothingElse() {
    var log = new Log();
    try (var stream = refusing().open(log)) {
      send(stream, new short[FRAME]);

      assertThat(log.heard.awaitFailed().kind()).isEqualTo(FailureKind.REJECTED);
      assertThat(log.heard.events()).isEmpty();
    }
  }

  @Test
  void afterTheEndAudioAndFinishDoNothing() {
    var log = new Log();
    try (var stream = refusing().open(log)) {
      send(stream, new short[FRAME]);
      log.heard.awaitFailed();

      send(stream, speech());
      stream.finish();

      log.heard.assertKept();
    }
  }

  @Test
  void closingSilencesTheListenerAndCallsTheStreamOff() {
    var log = new Log();
    var stream = stalling().open(log);
    send(stream, speech());
    awaitSamplesUpstream(FRAME);

    stream.close();

    int calls = log.heard.calls();
    awaitClosedUpstream();
    assertThat(log.heard.calls()).isEqualTo(calls);
    assertThat(log.heard.isOver()).isFalse();
  }

  @Test
  void closingTwiceDoesNothing() {
    var log = new Log();
    var stream = hearing().open(log);
    send(stream, speech());
    stream.finish();
    log.heard.awaitFinished();

    stream.close();
    stream.close();

    log.heard.assertKept();
  }

  @Test
  void openAudioAndCloseReturnAtOnce() {
    var recogniser = stalling();
    long start = System.nanoTime();

    var stream = recogniser.open(new Log());
    send(stream, speech());
    stream.finish();
    stream.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void twoStreamsDoNotMix() {
    var recogniser = hearing();
    var one = new Log();
    var other = new Log();
    try (var first = recogniser.open(one);
        var second = recogniser.open(other)) {
      send(first, speech());
      send(second, speech());
      first.finish();
      second.finish();

      assertThat(one.awaitFinalText()).isEqualTo(words());
      assertThat(other.awaitFinalText()).isEqualTo(words());
    }
  }

  /** Sends whole 10 ms frames, as the ear does. */
  protected static void send(SpeechToText.Stream stream, short[] samples) {
    short[] frame = new short[FRAME];
    for (int i = 0; i + FRAME <= samples.length; i += FRAME) {
      System.arraycopy(samples, i, frame, 0, FRAME);
      stream.audio(frame, FRAME);
    }
  }

  /** A listener that remembers. */
  public static final class Log implements SpeechToText.Listener {
    final CallLog<Transcript> heard = new CallLog<>();

    /** Has heard nothing. */
    public Log() {}

    @Override
    public void transcript(Transcript transcript) {
      heard.event(transcript);
    }

    @Override
    public void failed(Failure failure) {
      heard.end(Optional.of(failure));
    }

    @Override
    public void ended() {
      heard.end(Optional.empty());
    }

    /** The failure that was the last call; waits for it. */
    public Failure awaitFailed() {
      return heard.awaitFailed();
    }

    /** Waits for the first transcript. */
    public void awaitFirst() {
      heard.awaitFirst();
    }

    /** All transcripts, in order; waits for the end. */
    public List<Transcript> awaitTranscripts() {
      return heard.awaitFinished();
    }

    /** The finals joined, without spaces and punctuation, lower case; waits for the end. */
    public String awaitFinalText() {
      var text = new StringBuilder();
      for (Transcript transcript : heard.awaitFinished()) {
        if (transcript.isFinal()) {
          text.append(transcript.text());
        }
      }
      return normalized(text.toString());
    }
  }

  /** Only letters and digits, lower case. */
  protected static String normalized(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
