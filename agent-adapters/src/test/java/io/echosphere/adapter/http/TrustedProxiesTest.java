package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.1", "fd00::/9"));

  @ParameterizedTest
  @CsvSource({
    "198.51.100.9, 203.0.113.1, 198.51.100.9",
    "10.1.2.3, 203.0.113.1, 203.0.113.1",
    "10.1.2.3, '6.6.6.6, 203.0.113.1', 203.0.113.1",
    "10.1.2.3, '203.0.113.1, 10.9.9.9', 203.0.113.1",
    "10.1.2.3, '203.0.113.1, 192.0.2.1, 10.9.9.9', 203.0.113.1",
    "10.1.2.3, '203.0.113.1, 192.0.2.2, 10.9.9.9', 192.0.2.2",
    "10.1.2.3, 203.0.113.1:4711, 203.0.113.1",
    "10.1.2.3, '[2001:db8::7]:4711', 2001:db8:0:0:0:0:0:7",
    "10.1.2.3, 2001:db8::7, 2001:db8:0:0:0:0:0:7",
    "fd00::1, 203.0.113.1, 203.0.113.1",
    "fd80::1, 203.0.113.1, fd80:0:0:0:0:0:0:1",
    "10.1.2.3, unknown, 10.1.2.3",
    "10.1.2.3, '203.0.113.1, example.com', 10.1.2.3",
    "10.1.2.3, '', 10.1.2.3",
    "10.1.2.3, '10.4.4.4', 10.4.4.4",
  })
  void theClientIsTheLastAddressThatNoTrustedProxyVouchesFor(
      String peer, String forwarded, String client) {
    assertThat(PROXIES.client(InetAddress.ofLiteral(peer), List.of(forwarded)).getHostAddress())
        .isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneChain() {
    assertThat(PROXIES.client(InetAddress.ofLiteral("10.1.1.1"), List.of("6.6.6.6", "203.0.113.1")))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.1"));
  }

  @Test
  void withoutTrustTheHeaderIsWorthNothing() {
    assertThat(
            TrustedProxies.none().client(InetAddress.ofLiteral("10.1.1.1"), List.of("203.0.113.1")))
        .isEqualTo(InetAddress.ofLiteral("10.1.1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "proxy", "10.0.0/8", "10.0.0.0/x"})
  void whatIsNoNetworkIsNamed(String text) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }
}
