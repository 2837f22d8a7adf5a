package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.RoomListener.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import org.jspecify.annotations.Nullable;

/**
 * Decides who of a room's participants the caller is, and which track is their microphone: the
 * first standard or SIP participant to be connected, and once they have left the next one to come.
 * Owned by the room's thread.
 */
final class LinkedCaller {
  private @Nullable ParticipantInfo caller;
  private String microphone = "";
  private String identity = "";
  private boolean muted;

  /** The caller was here when the agent lost the room, and has not been seen since. */
  private boolean expected;

  private boolean broken;

  /** Participants that were here while another was the caller; they do not inherit the call. */
  private final Set<String> bystanders = new HashSet<>();

  /** What a participant's news mean for the call. */
  sealed interface Change {
    /** Somebody is the caller now. */
    record Arrived(Caller caller) implements Change {}

    /** The caller has left. */
    record Left() implements Change {}

    /** The caller is here, who was before the agent lost the room; nobody need be told. */
    record Back() implements Change {}

    /**
     * The caller's microphone is there to be subscribed to.
     *
     * @param recorded whether their client has recorded what came before, and will send it
     */
    record MicrophoneOn(String trackSid, boolean recorded) implements Change {}

    /** It is there no more. */
    record MicrophoneOff(String trackSid) implements Change {}

    /** The caller has muted their microphone, or unmuted it. */
    record Muted(boolean muted) implements Change {}
  }

  /**
   * Whether the agent's own connection is broken. What broke it may have hit the caller as well:
   * who goes then is awaited.
   *
   * @return whether that is new
   */
  boolean broken(boolean isBroken) {
    boolean changes = broken != isBroken;
    broken = isBroken;
    return changes;
  }

  /** Takes one participant's news, in the order they come. */
  List<Change> update(ParticipantInfo news) {
    var changes = new ArrayList<Change>();
    if (!canCall(news)) {
      return changes;
    }
    if (expected && isSame(news)) {
      if (isHere(news)) {
        welcomeBack(news, changes);
      }
      return changes; // else on their way, or the last of who they were before
    }
    if (news.getState() == ParticipantInfo.State.DISCONNECTED) {
      bystanders.remove(news.getSid());
      if (isCaller(news)) {
        miss(changes);
      }
      return changes;
    }
    if (caller != null && !isCaller(news) && caller.getIdentity().equals(news.getIdentity())) {
      miss(changes); // the same person again, by a new connection that has replaced the old one
      if (expected) {
        changes.addAll(update(news));
        return changes;
      }
    }
    if (caller == null && isHere(news) && !bystanders.contains(news.getSid())) {
      caller = news;
      identity = news.getIdentity();
      changes.add(
          new Change.Arrived(
              new Caller(news.getIdentity(), news.getName(), news.getAttributesMap())));
    }
    if (isCaller(news)) {
      caller = news;
      findMicrophone(news, changes, true);
    } else if (caller != null) {
      bystanders.add(news.getSid());
    }
    return changes;
  }

  /**
   * Takes everybody's news after the agent has lost the room and joined it anew. The caller may
   * have been lost with it, and come again under another session id, before the agent or after.
   */
  List<Change> anew(List<ParticipantInfo> everybody) {
    var changes = new ArrayList<Change>();
    bystanders.clear();
    if (caller == null) {
      everybody.forEach(news -> changes.addAll(update(news)));
      return changes;
    }
    microphone = "";
    expected = true;
    everybody.stream()
        .filter(news -> canCall(news) && isSame(news) && isHere(news))
        .findFirst()
        .ifPresent(news -> welcomeBack(news, changes));
    everybody.stream()
        .filter(news -> canCall(news) && !isSame(news))
        .forEach(news -> bystanders.add(news.getSid()));
    return changes;
  }

  /** Whoever was awaited has not come; nothing if they have. */
  List<Change> giveUp() {
    var changes = new ArrayList<Change>();
    if (expected) {
      leave(changes);
    }
    return changes;
  }

  /** The caller's identity, also when they have left; empty before the first. */
  String identity() {
    return identity;
  }

  /** The caller's session id, for as long as they are here; else empty. */
  String sid() {
    return caller == null ? "" : caller.getSid();
  }

  /** Whether the caller was lost with the room and has not been seen since. */
  boolean isAwaited() {
    return expected;
  }

  /** Whether the caller's microphone is muted, or was when it was last there. */
  boolean muted() {
    return muted;
  }

  /** The caller's microphone; empty while there is none. */
  String microphone() {
    return microphone;
  }

  private void findMicrophone(ParticipantInfo news, List<Change> changes, boolean fresh) {
    boolean still = news.getTracksList().stream().anyMatch(t -> t.getSid().equals(microphone));
    if (!still) {
      loseMicrophone(changes);
      news.getTracksList().stream()
          .filter(LinkedCaller::isMicrophone)
          .findFirst()
          .ifPresent(
              track -> {
                microphone = track.getSid();
                changes.add(new Change.MicrophoneOn(track.getSid(), fresh && isRecorded(track)));
              });
    }
    news.getTracksList().stream()
        .filter(track -> track.getSid().equals(microphone) && track.getMuted() != muted)
        .forEach(
            track -> {
              muted = track.getMuted();
              changes.add(new Change.Muted(muted));
            });
  }

  private void welcomeBack(ParticipantInfo news, List<Change> changes) {
    expected = false;
    caller = news;
    changes.add(new Change.Back());
    findMicrophone(news, changes, false); // what was recorded has come long ago
  }

  /** The caller's connection is not there any more. */
  private void miss(List<Change> changes) {
    if (broken) {
      expected = true;
      loseMicrophone(changes);
    } else {
      leave(changes);
    }
  }

  private void leave(List<Change> changes) {
    expected = false;
    loseMicrophone(changes);
    caller = null;
    muted = false;
    changes.add(new Change.Left());
  }

  private void loseMicrophone(List<Change> changes) {
    if (!microphone.isEmpty()) {
      changes.add(new Change.MicrophoneOff(microphone));
      microphone = "";
    }
  }

  private boolean isCaller(ParticipantInfo news) {
    return caller != null && caller.getSid().equals(news.getSid());
  }

  private boolean isSame(ParticipantInfo news) {
    return caller != null && caller.getIdentity().equals(news.getIdentity());
  }

  private static boolean canCall(ParticipantInfo news) {
    return news.getKind() == ParticipantInfo.Kind.STANDARD
        || news.getKind() == ParticipantInfo.Kind.SIP;
  }

  /** Only an active participant has a connection over which they could hear us. */
  private static boolean isHere(ParticipantInfo news) {
    return news.getState() == ParticipantInfo.State.ACTIVE;
  }

  /** Simple clients publish without naming the source. */
  private static boolean isMicrophone(TrackInfo track) {
    return track.getType() == TrackType.AUDIO
        && (track.getSource() == TrackSource.MICROPHONE
            || track.getSource() == TrackSource.UNKNOWN);
  }

  private static boolean isRecorded(TrackInfo track) {
    return track.getAudioFeaturesList().contains(AudioTrackFeature.TF_PRECONNECT_BUFFER);
  }
}
