package io.echosphere.simulator.aws.polly;

import java.util.List;
import java.util.Optional;

/** The voices of the service that a Japanese and English agent would use, and their engines. */
final class Voices {
  private static final String JAPANESE = "Japanese";
  private static final String AMERICAN = "US English";
  private static final String BRITISH = "British English";

  /** As Polly's list of available voices has them. */
  private static final List<PollyVoice> ALL =
      List.of(
          new PollyVoice("Mizuki", "Female", "ja-JP", JAPANESE, "standard"),
          new PollyVoice("Takumi", "Male", "ja-JP", JAPANESE, "neural", "standard"),
          new PollyVoice("Kazuha", "Female", "ja-JP", JAPANESE, "neural"),
          new PollyVoice("Tomoko", "Female", "ja-JP", JAPANESE, "neural"),
          new PollyVoice("Danielle", "Female", "en-US", AMERICAN, "generative", "neural"),
          new PollyVoice("Gregory", "Male", "en-US", AMERICAN, "neural"),
          new PollyVoice("Ivy", "Female", "en-US", AMERICAN, "neural", "standard"),
          new PollyVoice("Joanna", "Female", "en-US", AMERICAN, "generative", "neural", "standard"),
          new PollyVoice("Kendra", "Female", "en-US", AMERICAN, "neural", "standard"),
          new PollyVoice("Kimberly", "Female", "en-US", AMERICAN, "neural", "standard"),
          new PollyVoice("Salli", "Female", "en-US", AMERICAN, "generative", "neural", "standard"),
          new PollyVoice("Joey", "Male", "en-US", AMERICAN, "neural", "standard"),
          new PollyVoice("Justin", "Male", "en-US", AMERICAN, "neural", "standard"),
          new PollyVoice("Kevin", "Male", "en-US", AMERICAN, "neural"),
          new PollyVoice("Matthew", "Male", "en-US", AMERICAN, "generative", "neural", "standard"),
          new PollyVoice("Ruth", "Female", "en-US", AMERICAN, "generative", "neural"),
          new PollyVoice("Stephen", "Male", "en-US", AMERICAN, "generative", "neural"),
          new PollyVoice("Amy", "Female", "en-GB", BRITISH, "generative", "neural", "standard"),
          new PollyVoice("Emma", "Female", "en-GB", BRITISH, "neural", "standard"),
          new PollyVoice("Brian", "Male", "en-GB", BRITISH, "neural", "standard"),
          new PollyVoice("Arthur", "Male", "en-GB", BRITISH, "neural"));

  private Voices() {}

  /**
   * A voice.
   *
   * @param id its id and name
   * @param gender {@code Female} or {@code Male}
   * @param languageCode BCP 47 tag
   * @param languageName in English
   * @param engines those that speak it
   */
  record PollyVoice(
      String id, String gender, String languageCode, String languageName, List<String> engines) {
    PollyVoice(
        String id, String gender, String languageCode, String languageName, String... engines) {
      this(id, gender, languageCode, languageName, List.of(engines));
    }
  }

  static List<PollyVoice> all() {
    return ALL;
  }

  static Optional<PollyVoice> find(String id) {
    return ALL.stream().filter(voice -> voice.id().equals(id)).findFirst();
  }
}
