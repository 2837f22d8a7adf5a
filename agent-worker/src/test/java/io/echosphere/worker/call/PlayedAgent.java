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

  private final short[] loud = Sounds.tone(48_000, 200, 10);
  private CallLine.@Nullable Listener listener;
  private int now;
  private int speaksFrom = NEVER;
  private int speaksUntil;
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
      public void close() {}
    };
  }

  private void hears() {
    if (now - lastVoice > 300) {
      voiceFrom = now;
      turn++;
    }
    lastVoice = now;
    if (isSpeaking()) {
      spokenOver = true;
      speaksUntil =
          cutsInAfter == NEVER ? Math.min(speaksUntil, voiceFrom + stopsAfter) : speaksUntil;
    } else if (turn != deafTo) {
      speaksFrom = cutsInAfter == NEVER ? now + repliesAfter : voiceFrom + cutsInAfter;
      speaksUntil = speaksFrom + repliesFor + pausesFor;
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
    int into = now - speaksFrom;
    boolean pausing = into >= repliesFor / 2 && into < repliesFor / 2 + pausesFor;
    caller.agentAudio(isSpeaking() && !pausing ? loud : new short[480]);
  }
}
