package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.Voice;

/** The same over TLS: HTTP/2 by ALPN, HTTP/1.1 for Polly. */
final class TlsTest extends Bench {
  TlsTest() {
    super(SimulatorSettings.defaults().immediate().withTls(true));
  }

  @Test
  void bothProtocolsAreServedEncrypted() throws Exception {
    assertThat(simulator.endpoint().getScheme()).isEqualTo("https");
    Conversation conversation = Conversation.about(clients.bedrock, "Tell me about music");
    answer(conversation.call);
    assertThat(conversation.text()).contains("piano");
    assertThat(
            answer(
                    clients.polly.describeVoices(
                        r -> r.engine(Engine.STANDARD).languageCode("ja-JP")))
                .voices())
        .extracting(Voice::idAsString)
        .contains("Mizuki");
  }
}
