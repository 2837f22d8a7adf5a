package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.polly.model.VoiceId;

final class VoiceCatalogTest {
  @ParameterizedTest
  @CsvSource({
    "Kazuha, NEURAL",
    "Tomoko, NEURAL",
    "Takumi, NEURAL",
    "Mizuki, STANDARD",
    "Joanna, NEURAL"
  })
  void theEngineSuitsTheVoice(String voice, VoiceCatalog.Engine engine) {
    assertThat(VoiceCatalog.engineFor(voice)).contains(engine);
  }

  @Test
  void aVoiceOfAnotherLanguageIsAProblemThatNamesTheValidPairs() {
    assertThat(VoiceCatalog.problem("TTS_VOICE", "Joanna", Language.JAPANESE))
        .contains(
            "TTS_VOICE=Joanna speaks en-US, not ja-JP; valid for ja-JP: Kazuha (neural), Mizuki"
                + " (standard), Takumi (neural), Tomoko (neural)");
  }

  @Test
  void anUnknownVoiceIsAProblemAndCaseMatters() {
    assertThat(VoiceCatalog.problem("TTS_VOICE_EN", "joanna", Language.ENGLISH))
        .hasValueSatisfying(
            words -> assertThat(words).contains("not a Polly voice").contains("Joanna (neural)"));
  }

  @Test
  void anyEnglishVoiceSpeaksAnyEnglish() {
    assertThat(VoiceCatalog.problem("TTS_VOICE_EN", "Amy", Language.ENGLISH)).isEmpty();
  }

  @Test
  void anEngineThatDoesNotSuitIsAProblemThatNamesTheValidPairs() {
    assertThat(VoiceCatalog.engineProblem("Kazuha", "neural")).isEmpty();
    assertThat(VoiceCatalog.engineProblem("Kazuha", "standard"))
        .hasValueSatisfying(words -> assertThat(words).contains("Mizuki (standard)"));
  }

  @Test
  void everyVoiceIsOneThatTheSdkKnows() {
    for (String tag : new String[] {"ja-JP", "en-US"}) {
      for (String pair : VoiceCatalog.pairs(new Language(tag)).split(", ", -1)) {
        String voice = pair.substring(0, pair.indexOf(' '));
        assertThat(VoiceId.fromValue(voice)).as(voice).isNotEqualTo(VoiceId.UNKNOWN_TO_SDK_VERSION);
      }
    }
  }
}
