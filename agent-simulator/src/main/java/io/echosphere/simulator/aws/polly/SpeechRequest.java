package io.echosphere.simulator.aws.polly;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.polly.Voices.PollyVoice;
import io.echosphere.simulator.aws.wire.ServiceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the body of SynthesizeSpeech and finds what the service would refuse. */
final class SpeechRequest {
  /** Characters that a call may bill. */
  private static final int MAX_CHARACTERS = 3_000;

  /** Characters of a call with its SSML tags. */
  private static final int MAX_WITH_TAGS = 6_000;

  private static final int MOST_LEXICONS = 5;
  private static final Pattern LEXICON = Pattern.compile("[0-9A-Za-z]{1,20}");

  private final JsonNode body;
  private final Set<String> lexicons;
  private final String spoken;
  private final Optional<ServiceError> ssmlError;

  /**
   * Reads a request.
   *
   * @param lexicons names of those that the account has
   */
  SpeechRequest(JsonNode body, Set<String> lexicons) {
    this.body = body;
    this.lexicons = lexicons;
    String text = member("Text");
    Optional<ServiceError> error = Optional.empty();
    if (member("TextType").equals("ssml")) {
      try {
        text = Ssml.text(text, engine());
      } catch (Ssml.Refused e) {
        text = "";
        error = refused("InvalidSsmlException", e.words());
      }
    }
    this.spoken = text;
    this.ssmlError = error;
  }

  /** The error to answer with, or empty when the request is good. */
  Optional<ServiceError> check() {
    for (String required : List.of("OutputFormat", "Text", "VoiceId")) {
      if (!body.path(required).isTextual()) {
        return invalid(
            "1 validation error detected: Value null at '"
                + Character.toLowerCase(required.charAt(0))
                + required.substring(1)
                + "' failed to satisfy constraint: Member must not be null");
      }
    }
    Optional<PollyVoice> voice = Voices.find(member("VoiceId"));
    if (voice.isEmpty()) {
      return invalid(
          "1 validation error detected: Value '"
              + member("VoiceId")
              + "' at 'voiceId' failed to satisfy constraint: Member must satisfy enum value set: "
              + Voices.all().stream().map(PollyVoice::id).toList());
    }
    if (!voice.get().engines().contains(engine())) {
      return invalid("This voice does not support the selected engine: " + engine());
    }
    return checkFormat().or(this::checkText).or(this::checkLexicons);
  }

  private Optional<ServiceError> checkFormat() {
    if (!member("OutputFormat").equals("pcm")) {
      return invalid(
          "The simulator speaks OutputFormat pcm only, not '" + member("OutputFormat") + "'.");
    }
    if (!List.of("", "8000", "16000").contains(member("SampleRate"))) {
      return refused("InvalidSampleRateException", "The specified sample rate is not valid.");
    }
    return Optional.empty();
  }

  private Optional<ServiceError> checkText() {
    if (ssmlError.isPresent()) {
      return ssmlError;
    }
    if (characters() > MAX_CHARACTERS || member("Text").length() > MAX_WITH_TAGS) {
      return refused("TextLengthExceededException", "Maximum text length has been exceeded");
    }
    return Optional.empty();
  }

  private Optional<ServiceError> checkLexicons() {
    List<String> names = lexiconNames();
    if (names.size() > MOST_LEXICONS || !names.stream().allMatch(LEXICON.asMatchPredicate())) {
      return invalid("1 validation error detected: Value at 'lexiconNames' is not valid");
    }
    return lexicons.containsAll(names)
        ? Optional.empty()
        : Optional.of(new ServiceError(404, "LexiconNotFoundException", "Lexicon not found"));
  }

  /** The lexicons asked for, in order. */
  List<String> lexiconNames() {
    var names = new ArrayList<String>();
    body.path("LexiconNames").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** What is to be heard, without tags; empty when the tags are not well formed. */
  String spoken() {
    return spoken;
  }

  /** How many characters are billed. */
  int characters() {
    return spoken().codePointCount(0, spoken().length());
  }

  /** The language to speak: the one asked for, else the voice's own. */
  String language() {
    if (!member("LanguageCode").isEmpty()) {
      return member("LanguageCode");
    }
    return Voices.find(member("VoiceId")).map(PollyVoice::languageCode).orElse("en-US");
  }

  String engine() {
    return member("Engine").isEmpty() ? "standard" : member("Engine");
  }

  int sampleRateHz() {
    return member("SampleRate").isEmpty() ? 16_000 : Integer.parseInt(member("SampleRate"));
  }

  /** A member of the request as text, empty when not sent. */
  String member(String name) {
    return body.path(name).asText("");
  }

  private static Optional<ServiceError> invalid(String message) {
    return Optional.of(ServiceError.validation(message));
  }

  private static Optional<ServiceError> refused(String type, String message) {
    return Optional.of(new ServiceError(400, type, message));
  }
}
