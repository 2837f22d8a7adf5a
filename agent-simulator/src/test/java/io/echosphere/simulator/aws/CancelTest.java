package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;

/** A client that gives up is seen to have done so. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class CancelTest extends Bench {
  CancelTest() {
    // A token every second: no reply ends before the test has cancelled it.
    super(
        SimulatorSettings.defaults()
            .immediate()
            .withTokens(Duration.ZERO, Duration.ofSeconds(1))
            .withScript(new Script(List.of(), Map.of("en-US", "word ".repeat(500)))));
  }

  @Test
  void aModelCallThatIsClosedIsRecordedAsCancelled() throws Exception {
    Conversation conversation = Conversation.about(clients.bedrock, "Hello");
    assertThat(conversation.firstDelta.await(30, TimeUnit.SECONDS)).isTrue();

    conversation.call.cancel(true);

    Call call = simulator.awaitCall(Call::cancelled, Clients.PATIENCE);
    assertThat(call.text().length()).isBetween(1, 400);
  }

  @Test
  void otherStreamsOfTheConnectionGoOn() throws Exception {
    Conversation first = Conversation.about(clients.bedrock, "Hello");
    Conversation second = Conversation.about(clients.bedrock, "Hello");
    assertThat(first.firstDelta.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.firstDelta.await(30, TimeUnit.SECONDS)).isTrue();

    first.call.cancel(true);
    Call cancelled = simulator.awaitCall(Call::cancelled, Clients.PATIENCE);

    Call other =
        simulator.awaitCall(
            call -> call.id() != cancelled.id() && call.frames() > 2, Clients.PATIENCE);
    assertThat(other.outcome()).isEqualTo(Outcome.RUNNING);
    second.call.cancel(true);
    simulator.awaitCall(call -> call.id() == other.id() && call.cancelled(), Clients.PATIENCE);
  }

  @Test
  void aTranscriptionThatIsClosedIsRecordedAsCancelled() throws Exception {
    Transcription transcription =
        new Transcription(clients.transcribe, request -> request.languageCode("ja-JP"));
    transcription.feed.send(new short[16_000]);
    simulator.awaitCall(call -> call.samples() == 16_000, Clients.PATIENCE);

    transcription.call.cancel(true);

    assertThat(simulator.awaitCall(Call::ended, Clients.PATIENCE).cancelled()).isTrue();
  }

  @Test
  void speechThatIsNotReadToItsEndIsRecordedAsCancelled() throws Exception {
    CompletableFuture<ResponsePublisher<SynthesizeSpeechResponse>> speech =
        clients.polly.synthesizeSpeech(
            request ->
                request
                    .voiceId("Joanna")
                    .engine(Engine.NEURAL)
                    .outputFormat("pcm")
                    .text("A long story about the sea. ".repeat(100)),
            AsyncResponseTransformer.toPublisher());

    answer(speech).subscribe(new OneChunk());

    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.cancelled()).isTrue();
    assertThat(call.operation()).isEqualTo("SynthesizeSpeech");
  }
}
