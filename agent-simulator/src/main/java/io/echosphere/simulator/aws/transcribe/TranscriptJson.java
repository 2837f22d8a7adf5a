package io.echosphere.simulator.aws.transcribe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.hearing.HeardWord;
import io.echosphere.simulator.hearing.HearingResult;

/** Writes a result as the payload of a TranscriptEvent. Pure. */
final class TranscriptJson {
  private TranscriptJson() {}

  /**
   * Writes one result.
   *
   * @param stabilised whether items say if they are stable
   * @param identified whether the result names its language
   */
  static ObjectNode of(HearingResult result, boolean stabilised, boolean identified) {
    ObjectNode json = Json.object();
    ObjectNode written = json.withObject("/Transcript").putArray("Results").addObject();
    written
        .put("ResultId", result.resultId())
        .put("StartTime", result.startSeconds())
        .put("EndTime", result.endSeconds())
        .put("IsPartial", result.partial())
        .put("ChannelId", "ch_0");
    if (identified) {
      written.put("LanguageCode", result.language());
      written
          .putArray("LanguageIdentification")
          .addObject()
          .put("LanguageCode", result.language())
          .put("Score", 0.97);
    }
    ObjectNode alternative = written.putArray("Alternatives").addObject();
    alternative.put("Transcript", result.text());
    ArrayNode items = alternative.putArray("Items");
    result.items().forEach(word -> items.add(item(word, result.partial(), stabilised)));
    return json;
  }

  private static ObjectNode item(HeardWord word, boolean partial, boolean stabilised) {
    ObjectNode json =
        Json.object()
            .put("Content", word.content())
            .put("StartTime", word.startSeconds())
            .put("EndTime", word.endSeconds())
            .put("Type", word.punctuation() ? "punctuation" : "pronunciation")
            .put("VocabularyFilterMatch", false);
    if (stabilised) {
      json.put("Stable", word.stable());
    }
    if (!partial && !word.punctuation()) {
      json.put("Confidence", 0.98);
    }
    return json;
  }
}
