package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.room.Leaving.Verdict;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.LeaveRequest.Action;
import livekit.LivekitRtc.RegionInfo;
import livekit.LivekitRtc.RegionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavingTest {
  @ParameterizedTest
  @CsvSource({
    "ROOM_DELETED,END",
    "ROOM_CLOSED,END",
    "PARTICIPANT_REMOVED,END",
    "DUPLICATE_IDENTITY,FAIL",
    "CLIENT_INITIATED,FAIL",
    "UNKNOWN_REASON,FAIL",
    "SERVER_SHUTDOWN,REJOIN",
    "STATE_MISMATCH,REJOIN",
    "CONNECTION_TIMEOUT,REJOIN",
    "MEDIA_FAILURE,REJOIN",
    "MIGRATION,REJOIN",
    "SIGNAL_CLOSE,REJOIN",
  })
  void whoIsSentAwayGoesForItsReason(DisconnectReason reason, Verdict verdict) {
    assertThat(Leaving.verdict(leave(Action.DISCONNECT, reason))).isEqualTo(verdict);
  }

  @Test
  void anActionCountsMoreThanItsReason() {
    var mismatch = DisconnectReason.STATE_MISMATCH;
    assertThat(Leaving.verdict(leave(Action.RECONNECT, mismatch))).isEqualTo(Verdict.REJOIN);
    assertThat(Leaving.verdict(leave(Action.RESUME, mismatch))).isEqualTo(Verdict.RESUME);
  }

  @Test
  void anOlderServerSaysThatOneCanReconnect() {
    var old = leave(Action.DISCONNECT, DisconnectReason.UNKNOWN_REASON).toBuilder();
    assertThat(Leaving.verdict(old.setCanReconnect(true).build())).isEqualTo(Verdict.REJOIN);
  }

  @Test
  void regionsAreTriedInTheirOrderAndNoneThatIsLessProtected() {
    var leave =
        leave(Action.RECONNECT, DisconnectReason.SERVER_SHUTDOWN).toBuilder()
            .setRegions(
                RegionSettings.newBuilder()
                    .addRegions(RegionInfo.newBuilder().setUrl("wss://one.example"))
                    .addRegions(RegionInfo.newBuilder().setUrl("ws://plain.example"))
                    .addRegions(RegionInfo.newBuilder().setUrl("file:///etc/passwd"))
                    .addRegions(RegionInfo.newBuilder().setUrl("https://two.example")))
            .build();
    assertThat(Leaving.urls(leave, "wss://here.example"))
        .containsExactly("wss://one.example", "https://two.example");
    assertThat(Leaving.urls(leave, "ws://127.0.0.1:7880"))
        .containsExactly("wss://one.example", "ws://plain.example", "https://two.example");
  }

  private static LeaveRequest leave(Action action, DisconnectReason reason) {
    return LeaveRequest.newBuilder().setAction(action).setReason(reason).build();
  }
}
