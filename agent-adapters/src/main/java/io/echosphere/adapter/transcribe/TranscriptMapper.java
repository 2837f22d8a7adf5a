package io.echosphere.adapter.transcribe;

import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.transcribestreaming.model.Alternative;
import software.amazon.awssdk.services.transcribestreaming.model.Item;
import software.amazon.awssdk.services.transcribestreaming.model.Result;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptEvent;

/** Puts the service's results into the domain's terms. Thread-safe. */
final class TranscriptMapper {
  private final Language mainLanguage;

  /**
   * A mapper.
   *
   * @param mainLanguage for results that name none, such as early partials while the service is
   *     still identifying the language
   */
  TranscriptMapper(Language mainLanguage) {
    this.mainLanguage = mainLanguage;
  }

  /** The event's transcripts in order; without those that have no alternative. */
  List<Transcript> transcripts(TranscriptEvent event) {
    if (event.transcript() == null) {
      throw new AwsFailures.UncheckedFormat("a transcript event without a transcript");
    }
    return event.transcript().results().stream()
        .filter(result -> !result.alternatives().isEmpty())
        .map(this::transcript)
        .toList();
  }

  private Transcript transcript(Result result) {
    Alternative best = result.alternatives().getFirst();
    String text = Optional.ofNullable(best.transcript()).orElse("");
    boolean isFinal = Boolean.FALSE.equals(result.isPartial());
    int stable = isFinal ? text.length() : stableLength(text, best.items());
    String segment = Optional.ofNullable(result.resultId()).orElse("");
    return new Transcript(segment, text, stable, isFinal, language(result));
  }

  /**
   * How much of a partial's text is stable: up to the end of the last of its leading items marked
   * so. Items are walked through the text, which alone has the right spaces: Japanese tokens join
   * without, English words with, punctuation closes up.
   */
  static int stableLength(String text, List<Item> items) {
    int position = 0;
    for (Item item : items) {
      String content = Optional.ofNullable(item.content()).orElse("");
      int start = skipSpaces(text, position);
      if (!Boolean.TRUE.equals(item.stable()) || !text.startsWith(content, start)) {
        break;
      }
      position = start + content.length();
    }
    return position;
  }

  private static int skipSpaces(String text, int from) {
    int position = from;
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private Language language(Result result) {
    String tag = result.languageCodeAsString();
    if (tag == null) {
      return mainLanguage;
    }
    try {
      return new Language(tag);
    } catch (IllegalArgumentException _) {
      return mainLanguage; // a code without a region, which we never asked for
    }
  }
}
