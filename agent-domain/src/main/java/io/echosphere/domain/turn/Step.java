package io.echosphere.domain.turn;

import java.util.List;

/**
 * What an event led to.
 *
 * @param state the next state
 * @param effects to be executed in order
 */
public record Step(TurnState state, List<TurnEffect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(TurnState state, TurnEffect... effects) {
    return new Step(state, List.of(effects));
  }

  static Step to(TurnState state, List<TurnEffect> effects) {
    return new Step(state, effects);
  }
}
