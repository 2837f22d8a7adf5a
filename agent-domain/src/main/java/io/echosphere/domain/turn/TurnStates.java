package io.echosphere.domain.turn;

import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.CallerVoice;
import io.echosphere.domain.turn.TurnState.Closing;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.Optional;

/** What can be asked of any state of a conversation. */
final class TurnStates {
  private TurnStates() {}

  /** Whether the caller is speaking. */
  static CallerVoice voiceOf(Conversing state) {
    return switch (state) {
      case Hearing _, Contested _ -> CallerVoice.SPEAKING;
      case Away now -> now.voice();
      case Listening _, Settling _, Replying _, Doubting _, Closing _ -> CallerVoice.SILENT;
    };
  }

  /** The reply under way, heard or drafted, if there is one. */
  static Optional<ReplyId> replyOf(Conversing state) {
    return switch (state) {
      case Replying now -> Optional.of(now.reply().id());
      case Contested now -> Optional.of(now.reply().id());
      case Doubting now -> Optional.of(now.reply().id());
      case Settling now -> now.draft().id();
      case Listening _, Hearing _, Away _, Closing _ -> Optional.empty();
    };
  }
}
