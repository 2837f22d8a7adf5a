package io.echosphere.domain.session;

/** A session was asked to move between two states that no path joins: a bug in the caller. */
public final class IllegalSessionMove extends IllegalStateException {
  IllegalSessionMove(SessionId session, SessionStatus from, SessionStatus to) {
    super("session " + session + " cannot go from " + from.code() + " to " + to.code());
  }
}
