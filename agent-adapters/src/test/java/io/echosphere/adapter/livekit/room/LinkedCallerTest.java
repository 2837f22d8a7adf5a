package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.room.LinkedCaller.Change.Arrived;
import io.echosphere.adapter.livekit.room.LinkedCaller.Change.Back;
import io.echosphere.adapter.livekit.room.LinkedCaller.Change.Left;
import io.echosphere.adapter.livekit.room.LinkedCaller.Change.MicrophoneOff;
import io.echosphere.adapter.livekit.room.LinkedCaller.Change.MicrophoneOn;
import io.echosphere.adapter.livekit.room.LinkedCaller.Change.Muted;
import io.echosphere.application.port.out.RoomListener.Caller;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantInfo.Kind;
import livekit.LivekitModels.ParticipantInfo.State;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkedCallerTest {
  private static final Arrived ADA = new Arrived(new Caller("ada", "", Map.of()));
  private static final Arrived BOB = new Arrived(new Caller("bob", "", Map.of()));

  private final LinkedCaller linked = new LinkedCaller();

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"STANDARD", "SIP"})
  void peopleAndPhonesAreCallers(Kind kind) {
    assertThat(linked.update(active("PA_1", "ada").setKind(kind).build())).containsExactly(ADA);
    assertThat(linked.identity()).isEqualTo("ada");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"AGENT", "EGRESS", "INGRESS", "CONNECTOR", "BRIDGE"})
  void machinesAreNot(Kind kind) {
    assertThat(linked.update(active("PA_1", "ada").setKind(kind).build())).isEmpty();
  }

  @Test
  void aCallerIsHereOnceActive() {
    var joining = active("PA_1", "ada").setState(State.JOINING).build();
    assertThat(linked.update(joining)).isEmpty();
    assertThat(linked.update(joining.toBuilder().setState(State.JOINED).build())).isEmpty();
    assertThat(linked.update(active("PA_1", "ada").build())).containsExactly(ADA);
    assertThat(linked.update(active("PA_1", "ada").build())).isEmpty();
  }

  @Test
  void theMicrophoneIsTheCallersOnly() {
    var screen = track("TR_2", TrackSource.SCREEN_SHARE_AUDIO);
    var microphone = track("TR_1", TrackSource.MICROPHONE);
    linked.update(active("PA_1", "ada").addTracks(screen).build());
    assertThat(linked.update(active("PA_2", "bob").addTracks(microphone).build())).isEmpty();
    assertThat(linked.microphone()).isEmpty();

    var both = active("PA_1", "ada").addTracks(screen).addTracks(microphone).build();
    assertThat(linked.update(both)).containsExactly(new MicrophoneOn("TR_1", false));
    assertThat(linked.update(both)).isEmpty();
    assertThat(linked.microphone()).isEqualTo("TR_1");
  }

  @Test
  void aMicrophonePublishedAnewReplacesTheOldOne() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.update(withMicrophone("PA_1", "ada", "TR_2")))
        .containsExactly(new MicrophoneOff("TR_1"), new MicrophoneOn("TR_2", false));
    assertThat(linked.update(active("PA_1", "ada").build()))
        .containsExactly(new MicrophoneOff("TR_2"));
  }

  @Test
  void aCallersLeavingTakesTheMicrophoneAlong() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.update(gone("PA_1", "ada")))
        .containsExactly(new MicrophoneOff("TR_1"), new Left());
    assertThat(linked.update(gone("PA_1", "ada"))).isEmpty();
    assertThat(linked.identity()).isEqualTo("ada");
  }

  @Test
  void aBystanderDoesNotInheritTheCall() {
    linked.update(active("PA_1", "ada").build());
    linked.update(active("PA_2", "bob").build());
    linked.update(gone("PA_1", "ada"));
    assertThat(linked.update(active("PA_2", "bob").setName("Bob").build())).isEmpty();
    assertThat(linked.update(active("PA_3", "ada").build())).containsExactly(ADA);
  }

  @Test
  void aBystanderWhoComesAgainMayCall() {
    linked.update(active("PA_1", "ada").build());
    linked.update(active("PA_2", "bob").build());
    linked.update(gone("PA_2", "bob"));
    linked.update(gone("PA_1", "ada"));
    assertThat(linked.update(active("PA_3", "bob").build())).containsExactly(BOB);
  }

  @Test
  void aMicrophoneSaysWhetherItWasRecordedBefore() {
    var track =
        track("TR_1", TrackSource.MICROPHONE).toBuilder()
            .addAudioFeatures(AudioTrackFeature.TF_NO_DTX)
            .addAudioFeatures(AudioTrackFeature.TF_PRECONNECT_BUFFER);
    assertThat(linked.update(active("PA_1", "ada").addTracks(track).build()))
        .containsExactly(ADA, new MicrophoneOn("TR_1", true));
  }

  @Test
  void mutingIsToldWhenItChanges() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.update(muted("PA_1", "ada", "TR_1"))).containsExactly(new Muted(true));
    assertThat(linked.update(muted("PA_1", "ada", "TR_1"))).isEmpty();
    assertThat(linked.muted()).isTrue();
    assertThat(linked.update(withMicrophone("PA_1", "ada", "TR_1")))
        .containsExactly(new Muted(false));
    assertThat(linked.update(muted("PA_2", "bob", "TR_2"))).isEmpty();
  }

  @Test
  void aMicrophoneMayComeMuted() {
    assertThat(linked.update(muted("PA_1", "ada", "TR_1")))
        .containsExactly(ADA, new MicrophoneOn("TR_1", false), new Muted(true));
    assertThat(linked.update(active("PA_1", "ada").build()))
        .containsExactly(new MicrophoneOff("TR_1"));
    assertThat(linked.update(withMicrophone("PA_1", "ada", "TR_2")))
        .containsExactly(new MicrophoneOn("TR_2", false), new Muted(false));
  }

  @Test
  void theNextCallerBeginsUnmuted() {
    linked.update(muted("PA_1", "ada", "TR_1"));
    linked.update(gone("PA_1", "ada"));
    assertThat(linked.sid()).isEmpty();
    assertThat(linked.update(withMicrophone("PA_2", "bob", "TR_2")))
        .containsExactly(BOB, new MicrophoneOn("TR_2", false));
    assertThat(linked.sid()).isEqualTo("PA_2");
  }

  /** A caller whose network changed may come by a new connection before the old one is gone. */
  @Test
  void theSamePersonByANewConnectionReplacesTheOld() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.update(withMicrophone("PA_2", "ada", "TR_2")))
        .containsExactly(
            new MicrophoneOff("TR_1"), new Left(), ADA, new MicrophoneOn("TR_2", false));
    assertThat(linked.update(gone("PA_1", "ada"))).isEmpty();
    assertThat(linked.microphone()).isEqualTo("TR_2");
  }

  /** Only the agent was lost: its subscription must be made again. */
  @Test
  void aCallerWhoIsStillThereAfterANewJoinIsHeardAgain() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.anew(List.of(withMicrophone("PA_1", "ada", "TR_1"))))
        .containsExactly(new Back(), new MicrophoneOn("TR_1", false));
    assertThat(linked.isAwaited()).isFalse();
  }

  @Test
  void aCallerWhoWasLostTooIsAwaitedAndComesBackWithoutHavingLeft() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    assertThat(linked.anew(List.of(active("PA_7", "bob").build()))).isEmpty();
    assertThat(linked.isAwaited()).isTrue();

    assertThat(linked.update(active("PA_8", "ada").setState(State.JOINING).build())).isEmpty();
    assertThat(linked.update(withMicrophone("PA_8", "ada", "TR_8")))
        .containsExactly(new Back(), new MicrophoneOn("TR_8", false));
    assertThat(linked.sid()).isEqualTo("PA_8");
    assertThat(linked.giveUp()).isEmpty();
    assertThat(linked.update(gone("PA_8", "ada"))).contains(new Left());
    assertThat(linked.update(active("PA_7", "bob").build())).as("a bystander").isEmpty();
  }

  /** What cut the agent off may have cut the caller off: nobody has hung up. */
  @Test
  void aCallerWhoGoesWhileTheAgentsConnectionIsBrokenIsAwaited() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    linked.broken(true);
    assertThat(linked.update(gone("PA_1", "ada"))).containsExactly(new MicrophoneOff("TR_1"));
    linked.broken(false);
    assertThat(linked.isAwaited()).isTrue();

    assertThat(linked.update(withMicrophone("PA_2", "ada", "TR_2")))
        .containsExactly(new Back(), new MicrophoneOn("TR_2", false));
    assertThat(linked.update(gone("PA_2", "ada")))
        .containsExactly(new MicrophoneOff("TR_2"), new Left());
  }

  @Test
  void aCallerWhoseNewConnectionComesFirstHasNotLeftEither() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    linked.broken(true);
    var joining = active("PA_2", "ada").setState(State.JOINING).build();
    assertThat(linked.update(joining)).containsExactly(new MicrophoneOff("TR_1"));
    linked.broken(false);

    assertThat(linked.update(withMicrophone("PA_2", "ada", "TR_2")))
        .containsExactly(new Back(), new MicrophoneOn("TR_2", false));
  }

  @Test
  void aCallerWhoDoesNotComeBackHasLeft() {
    linked.update(withMicrophone("PA_1", "ada", "TR_1"));
    linked.anew(List.of());
    assertThat(linked.giveUp()).containsExactly(new Left());
    assertThat(linked.isAwaited()).isFalse();
    assertThat(linked.update(withMicrophone("PA_8", "ada", "TR_8")))
        .containsExactly(ADA, new MicrophoneOn("TR_8", false));
  }

  @Test
  void aRecordingIsNotAwaitedTwice() {
    var recorded =
        track("TR_1", TrackSource.MICROPHONE).toBuilder()
            .addAudioFeatures(AudioTrackFeature.TF_PRECONNECT_BUFFER);
    var news = active("PA_1", "ada").addTracks(recorded).build();
    assertThat(linked.update(news)).containsExactly(ADA, new MicrophoneOn("TR_1", true));
    assertThat(linked.anew(List.of(news)))
        .containsExactly(new Back(), new MicrophoneOn("TR_1", false));
  }

  @Test
  void whoComesWhileNobodyWasThereIsTheCallerAfterANewJoin() {
    assertThat(linked.anew(List.of(active("PA_1", "ada").build()))).containsExactly(ADA);
  }

  private static ParticipantInfo.Builder active(String sid, String identity) {
    return ParticipantInfo.newBuilder().setSid(sid).setIdentity(identity).setState(State.ACTIVE);
  }

  private static ParticipantInfo withMicrophone(String sid, String identity, String track) {
    return active(sid, identity).addTracks(track(track, TrackSource.MICROPHONE)).build();
  }

  private static ParticipantInfo muted(String sid, String identity, String track) {
    var silent = track(track, TrackSource.MICROPHONE).toBuilder().setMuted(true);
    return active(sid, identity).addTracks(silent).build();
  }

  private static ParticipantInfo gone(String sid, String identity) {
    return active(sid, identity).setState(State.DISCONNECTED).build();
  }

  private static TrackInfo track(String sid, TrackSource source) {
    return TrackInfo.newBuilder().setSid(sid).setType(TrackType.AUDIO).setSource(source).build();
  }
}
