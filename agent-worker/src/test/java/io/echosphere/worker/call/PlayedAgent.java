package io.echosphere.worker.call;

import org.jspecify.annotations.Nullable;

/** An agent as an actor would play it: every 10 ms, on the test's thread. Times are in ms. */
final class PlayedAgent {
  private static final int JOINS_AT = 100;
  private static final int NEVER = Integer.MAX_VALUE;

  boolean comes = true;
  int greetsAt = 400;
  int greeting = 1_000;
  int repliesAfter = 500;
  int repliesFor = 2_000;

  /** A pause in the middle of each reply, while the state says speaking. */
  int pausesFor;

  /** How long it speaks on when it is spoken over. */
  int stopsAfter = 200;

  /** How long it holds a reply that is spoken over before it goes on; 0: it stops instead. */
  int holdsFor;

  /** How much of the reply it leaves out when it goes on; negative if it says that again. */
  int skips;

  /** What it says over and over, at 48 kHz. */
  short[] voice = Sounds.tone(48_000, 200, 10);

  /** What was typed last. */
  String read = "";

  /** How long after the caller began to speak it does so, too. */
  int cutsInAfter = NEVER;

  /** The turn it does not answer. */
  int deafTo;

  int leavesAt = NEVER;

  /** Whether the caller spoke while the agent did. */
  boolean spokenOver;

  /** How many frames came. */
  int frames;

  /** How often it played. */
  int played;

  private CallLine.@Nullable Listener listener;
  private int now;
  private int speaksFrom = NEVER;
  private int speaksUntil;
  private int heldUntil;

  /** How far it is behind a reply that was never held. */
  private int behind;

  private int voiceFrom;
  private int lastVoice = -1_000;
  private int turn;
  private String state = "";

  /** Takes a call. */
  CallLine answers(CallLine.Listener caller) {
    listener = caller;
    return new CallLine() {
      @Override
      public void speak(short[] frame) {
        frames++;
        if (Sounds.rms(frame) > 1_000) {
          hears();
        }
      }

      @Override
      public void write(String text) {
        read = text;
        replyAt(now + repliesAfter);
      }

      @Override
      public void close() {}
    };
  }

  private void hears() {
    if (now - lastVoice > 300) {
      voiceFrom = now;
      turn++;
    }
    lastVoice = now;
    if (isSpeaking() && holdsFor > 0) {
      hold();
    } else if (isSpeaking()) {
      spokenOver = true;
      speaksUntil =
          cutsInAfter == NEVER ? Math.min(speaksUntil, voiceFrom + stopsAfter) : speaksUntil;
    } else if (turn != deafTo) {
      replyAt(cutsInAfter == NEVER ? now + repliesAfter : voiceFrom + cutsInAfter);
    }
  }

  private void replyAt(int from) {
    speaksFrom = from;
    speaksUntil = from + repliesFor + pausesFor;
    heldUntil = from;
    behind = 0;
  }

  private void hold() {
    if (heldUntil < voiceFrom) {
      heldUntil = now + holdsFor;
      behind += holdsFor - skips;
      speaksUntil += holdsFor - skips;
    }
  }

  private boolean isSpeaking() {
    return now >= speaksFrom && now < speaksUntil;
  }

  /** Plays the next 10 ms. */
  void plays() {
    CallLine.Listener caller = listener;
    now += 10;
    played++;
    if (caller == null || !comes || now < JOINS_AT || now > leavesAt) {
      return;
    }
    if (now == JOINS_AT) {
      caller.agentJoined("agent-x");
      if (greeting > 0) {
        speaksFrom = greetsAt;
        speaksUntil = greetsAt + greeting;
      }
    }
    if (now == leavesAt) {
      caller.agentLeft();
    }
    String next = isSpeaking() ? "speaking" : "listening";
    if (!next.equals(state)) {
      state = next;
      caller.agentState(next);
    }
    int into = now - speaksFrom - behind;
    boolean pausing = into >= repliesFor / 2 && into < repliesFor / 2 + pausesFor;
    caller.agentAudio(isSpeaking() && !pausing && now >= heldUntil ? voice(into) : new short[480]);
  }

  private short[] voice(int into) {
    var frame = new short[480];
    for (int index = 0; index < frame.length; index++) {
      frame[index] = voice[(into * 48 + index) % voice.length];
    }
    return frame;
  }
}
