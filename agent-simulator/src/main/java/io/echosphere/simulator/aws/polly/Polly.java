package io.echosphere.simulator.aws.polly;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.aws.polly.Voices.PollyVoice;
import io.echosphere.simulator.aws.wire.Answer;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.aws.wire.ServiceError;
import io.echosphere.simulator.aws.wire.WholeBody;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers SynthesizeSpeech and DescribeVoices. Runs on event loops. */
public final class Polly {
  /** A quarter of a second at 16 kHz. */
  private static final int CHUNK_BYTES = 8_000;

  /** The service streams much faster than speech is played. */
  private static final Duration CHUNK_INTERVAL = Duration.ofMillis(10);

  private final Speaker speaker;
  private final Duration firstByte;
  private final Set<String> lexicons;

  /**
   * Makes the service.
   *
   * @param firstByte from the request's end to the first audio; longer when the voice needs longer
   * @param lexicons names of those that the account has; they change nothing of the sound
   */
  public Polly(Speaker speaker, Duration firstByte, Set<String> lexicons) {
    this.speaker = speaker;
    this.firstByte = firstByte;
    this.lexicons = Set.copyOf(lexicons);
  }

  /** Takes the body of SynthesizeSpeech and answers it. */
  public RequestBody synthesize(Answer answer) {
    return new WholeBody(
        body -> synthesize(answer, new SpeechRequest(Json.read(body), lexicons)),
        answer::cancelled);
  }

  private void synthesize(Answer answer, SpeechRequest asked) {
    for (String name :
        List.of("VoiceId", "Engine", "LanguageCode", "OutputFormat", "SampleRate", "TextType")) {
      if (!asked.member(name).isEmpty()) {
        answer.recording().parameter(name, asked.member(name));
      }
    }
    if (!asked.lexiconNames().isEmpty()) {
      answer.recording().parameter("LexiconNames", String.join(",", asked.lexiconNames()));
    }
    answer.recording().text(asked.spoken());
    if (answer.preempted()) {
      return;
    }
    Optional<ServiceError> error = asked.check();
    if (error.isPresent()) {
      answer.refuse(error.get());
      return;
    }
    CompletableFuture<short[]> speech =
        asked.spoken().isBlank()
            ? CompletableFuture.completedFuture(new short[0])
            : speaker.speak(asked.spoken(), asked.language(), asked.sampleRateHz());
    answer.after(
        firstByte.plus(answer.extraDelay()),
        () -> {
          var _ =
              speech.whenComplete(
                  (samples, failure) ->
                      answer.onLoop(() -> spoken(answer, asked, samples, failure)));
        });
  }

  private static void spoken(
      Answer answer, SpeechRequest asked, short @Nullable [] samples, @Nullable Throwable failure) {
    if (samples == null) {
      answer.refuse(
          new ServiceError(
              500, "ServiceFailureException", "The simulator's voice failed: " + failure));
    } else {
      stream(answer, asked, bytes(samples));
    }
  }

  private static void stream(Answer answer, SpeechRequest asked, byte[] pcm) {
    answer.begin(
        "audio/pcm", Map.of("x-amzn-requestcharacters", String.valueOf(asked.characters())));
    chunk(answer, pcm, 0);
  }

  private static void chunk(Answer answer, byte[] pcm, int from) {
    if (from >= pcm.length) {
      answer.finish();
      return;
    }
    int to = Math.min(pcm.length, from + CHUNK_BYTES);
    answer.frame(Arrays.copyOfRange(pcm, from, to));
    answer.recording().samples((to - from) / Short.BYTES);
    if (to == pcm.length) {
      answer.finish();
    } else {
      answer.after(CHUNK_INTERVAL, () -> chunk(answer, pcm, to));
    }
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer pcm =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    pcm.asShortBuffer().put(samples);
    return pcm.array();
  }

  /** The language of a voice, such as {@code en-US}; empty if there is no such voice. */
  public static String voiceLanguage(String voiceId) {
    return Voices.find(voiceId).map(Voices.PollyVoice::languageCode).orElse("");
  }

  /** Answers DescribeVoices. */
  public RequestBody describe(Request request, Answer answer) {
    Optional<String> engine = request.query("Engine");
    Optional<String> language = request.query("LanguageCode");
    engine.ifPresent(value -> answer.recording().parameter("Engine", value));
    language.ifPresent(value -> answer.recording().parameter("LanguageCode", value));
    return new WholeBody(_ -> describe(answer, engine, language), answer::cancelled);
  }

  private static void describe(Answer answer, Optional<String> engine, Optional<String> language) {
    if (answer.preempted()) {
      return;
    }
    ObjectNode json = Json.object();
    ArrayNode voices = json.putArray("Voices");
    Voices.all().stream()
        .filter(voice -> engine.isEmpty() || voice.engines().contains(engine.get()))
        .filter(voice -> language.isEmpty() || voice.languageCode().equals(language.get()))
        .forEach(voice -> voices.add(describe(voice)));
    answer.after(
        answer.extraDelay(),
        () -> {
          answer.begin("application/json", Map.of());
          answer.frame(Json.write(json));
          answer.finish();
        });
  }

  private static ObjectNode describe(PollyVoice voice) {
    ObjectNode json =
        Json.object()
            .put("Gender", voice.gender())
            .put("Id", voice.id())
            .put("LanguageCode", voice.languageCode())
            .put("LanguageName", voice.languageName())
            .put("Name", voice.id());
    ArrayNode engines = json.putArray("SupportedEngines");
    voice.engines().forEach(engines::add);
    return json;
  }
}
