package io.echosphere.simulator.hearing;

import java.time.Duration;
import java.util.List;

/**
 * What the ear has to say at one point of audio time, shaped like Transcribe's {@code Result}.
 *
 * @param resultId the same for all partials of an utterance and for its final
 * @param startSeconds where the first item begins, seconds of audio since the stream began
 * @param endSeconds where the last item ends
 * @param partial whether more of this utterance may follow under the same identifier
 * @param language BCP 47 tag of the words, one of those asked for
 * @param items words and punctuation in the order of their times, never empty
 * @param text the items joined as the language writes them
 * @param delay wall time for which the server holds the result back; zero for partials
 * @param simulated whether the words are the script's and not what was said
 */
public record HearingResult(
    String resultId,
    double startSeconds,
    double endSeconds,
    boolean partial,
    String language,
    List<HeardWord> items,
    String text,
    Duration delay,
    boolean simulated) {
  /** Copies the items. */
  public HearingResult {
    items = List.copyOf(items);
  }
}
