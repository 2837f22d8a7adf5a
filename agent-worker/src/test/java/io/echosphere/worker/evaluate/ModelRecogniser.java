package io.echosphere.worker.evaluate;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recogniser that knows what is said and tells it as a service would: partials every 200 ms of
 * audio with the words that ended 300 ms before, stable after 600 ms; a final 200 ms after 800 ms
 * of silence in its audio. It hears only words whose frames arrived. Owned by its call.
 */
final class ModelRecogniser implements SpeechToText {
  private static final int PARTIAL_FRAMES = 20;
  private static final int WORD_LAG_FRAMES = 30;
  private static final int STABLE_LAG_FRAMES = 60;
  private static final int FINAL_SILENCE_FRAMES = 80;
  private static final Duration FINAL_DELAY = Duration.ofMillis(200);
  private static final double ENOUGH = 0.8;
  private static final int FRAME_MS = AudioFormat.FRAME_MS;

  private final Utterances utterances;
  private final HeardFrames frames;
  private final ManualTimers timers;
  private final Hand hand;

  ModelRecogniser(Utterances utterances, HeardFrames frames, ManualTimers timers, Hand hand) {
    this.utterances = utterances;
    this.frames = frames;
    this.timers = timers;
    this.hand = hand;
  }

  @Override
  public Stream open(Listener listener) {
    return new Ear(listener);
  }

  /** One stream; its time is that of its audio. */
  private final class Ear implements Stream {
    private final Listener listener;

    /** When each of the call's frames arrived, in frames of this stream. */
    private final Map<Integer, Integer> arrived = new HashMap<>();

    private final Set<SpokenWord> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private int position;
    private int lastVoiced;
    private int segment;
    private boolean speaking;
    private boolean over;
    private String lastText = "";
    private long lastDueNanos = timers.nanos();

    Ear(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void audio(short[] samples, int length) {
      for (int at = 0;
          at + AudioFormat.SPEECH_FRAME <= length && !over;
          at += AudioFormat.SPEECH_FRAME) {
        frame(frames.indexOf(samples, at));
      }
    }

    @Override
    public void finish() {
      if (!over) {
        closeSegment();
        tell(FINAL_DELAY, this::end);
      }
    }

    @Override
    public void close() {
      over = true;
    }

    private void end() {
      over = true;
      listener.ended();
    }

    private void frame(int index) {
      position++;
      if (index >= 0) {
        arrived.put(index, position);
        if (utterances.isVoiced(index)) {
          lastVoiced = position;
          speaking = true;
        }
      }
      if (!speaking) {
        return;
      }
      if (position - lastVoiced >= FINAL_SILENCE_FRAMES) {
        closeSegment();
      } else if (position % PARTIAL_FRAMES == 0) {
        partial();
      }
    }

    private void partial() {
      var words = heard(WORD_LAG_FRAMES);
      if (words.isEmpty()) {
        return;
      }
      var transcript = transcript(words, false);
      if (!transcript.text().equals(lastText)) {
        lastText = transcript.text();
        tell(Duration.ZERO, () -> listener.transcript(transcript));
      }
    }

    private void closeSegment() {
      speaking = false;
      lastText = "";
      var words = heard(0);
      if (!words.isEmpty()) {
        var transcript = transcript(words, true);
        told.addAll(words);
        tell(FINAL_DELAY, () -> listener.transcript(transcript));
        segment++;
      }
    }

    /** Untold words that ended so long ago and of whose sound most arrived. */
    private List<SpokenWord> heard(int lag) {
      List<SpokenWord> heard = new ArrayList<>();
      for (SpokenWord word : utterances.words()) {
        if (!told.contains(word) && age(word) >= lag && arrivedShare(word) >= ENOUGH) {
          heard.add(word);
        }
      }
      return heard;
    }

    /** How long ago a word's end arrived, in frames; negative when it has not. */
    private int age(SpokenWord word) {
      Integer end = arrived.get(lastFrame(word));
      return end == null ? -1 : position - end;
    }

    private double arrivedShare(SpokenWord word) {
      int first = Math.toIntExact(word.startMillis() / FRAME_MS);
      int last = Math.max(first, lastFrame(word));
      long count = 0;
      for (int frame = first; frame <= last; frame++) {
        count += arrived.containsKey(frame) ? 1 : 0;
      }
      return (double) count / (last - first + 1);
    }

    private Transcript transcript(List<SpokenWord> words, boolean isFinal) {
      var text = new StringBuilder();
      int stableLength = 0;
      boolean allStable = true;
      for (int i = 0; i < words.size(); i++) {
        var word = words.get(i);
        boolean stable = isFinal || age(word) >= STABLE_LAG_FRAMES;
        if (!text.isEmpty() && !word.language().isJapanese()) {
          text.append(' ');
        }
        text.append(hand.word(word, stable));
        text.append(hand.marks(word, i == words.size() - 1, isFinal));
        allStable &= stable;
        stableLength = allStable ? text.length() : stableLength;
      }
      return new Transcript(
          "s" + segment, text.toString(), stableLength, isFinal, words.getLast().language());
    }

    /** What is told keeps its order: nothing overtakes a final that is held back. */
    private void tell(Duration delay, Runnable telling) {
      long now = timers.nanos();
      lastDueNanos = Math.max(now + delay.toNanos(), lastDueNanos);
      if (lastDueNanos == now) {
        telling.run();
        return;
      }
      timers.after(
          Duration.ofNanos(lastDueNanos - now),
          () -> {
            if (!over) {
              telling.run();
            }
          });
    }
  }

  private static int lastFrame(SpokenWord word) {
    return Math.toIntExact(Math.max(word.startMillis(), word.endMillis() - 1) / FRAME_MS);
  }
}
