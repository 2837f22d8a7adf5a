package io.echosphere.adapter.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerRelayTest {
  private final List<String> told = new ArrayList<>();
  private final PeerRelay relay = new PeerRelay(new Notes());

  @Test
  void passesOnWhatThePeerDoes() {
    tellAll();

    assertThat(told).containsExactly("candidate mid 0", "CONNECTED", "channel", "packet of 3");
  }

  @Test
  void tellsNobodyOnceReleased() {
    relay.release();
    tellAll();

    assertThat(told).isEmpty();
  }

  private void tellAll() {
    relay.candidateFound(new IceCandidate("mid", 0, "candidate:1"));
    relay.connectionChanged(PeerListener.Connection.CONNECTED);
    relay.channelChanged();
    relay.packetArrived(new byte[3]);
  }

  private final class Notes implements PeerListener {
    @Override
    public void candidateFound(IceCandidate candidate) {
      told.add("candidate " + candidate.mid() + " " + candidate.index());
    }

    @Override
    public void connectionChanged(Connection connection) {
      told.add(connection.name());
    }

    @Override
    public void channelChanged() {
      told.add("channel");
    }

    @Override
    public void packetArrived(byte[] packet) {
      told.add("packet of " + packet.length);
    }
  }
}
