package io.echosphere.domain.turn;

import java.util.Locale;

/** What LiveKit's clients show of the agent: the values of {@code lk.agent.state}. */
public enum AgentState {
  INITIALIZING,
  IDLE,
  LISTENING,
  THINKING,
  SPEAKING;

  /** The attribute's value, such as {@code listening}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
