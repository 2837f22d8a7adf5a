package io.echosphere.simulator.hearing;

import java.time.Duration;
import java.util.List;

/**
 * What has been told of an utterance so far under one result identifier.
 *
 * @param language BCP 47 tag of the items
 * @param items words and punctuation; empty while there is nothing to tell
 * @param origin where the items come from
 */
record Draft(String language, List<HeardWord> items, Origin origin) {
  /** Where items come from. */
  enum Origin {
    /** Words of clips that arrived. */
    CLIPS,
    /** Nonsense for audio at a wrong rate. */
    GARBLED,
    /** The script's line for unknown speech. */
    SCRIPT
  }

  static Draft empty(String language) {
    return new Draft(language, List.of(), Origin.CLIPS);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  HearingResult partial(String resultId) {
    return result(resultId, items, true, Duration.ZERO);
  }

  HearingResult last(String resultId, Duration delay) {
    List<HeardWord> settled =
        items.stream()
            .map(
                item ->
                    new HeardWord(
                        item.content(),
                        item.startSeconds(),
                        item.endSeconds(),
                        true,
                        item.punctuation()))
            .toList();
    return result(resultId, settled, false, delay);
  }

  private HearingResult result(
      String resultId, List<HeardWord> words, boolean partial, Duration delay) {
    return new HearingResult(
        resultId,
        words.getFirst().startSeconds(),
        words.getLast().endSeconds(),
        partial,
        language,
        words,
        Items.text(words, language),
        delay,
        origin == Origin.SCRIPT);
  }
}
