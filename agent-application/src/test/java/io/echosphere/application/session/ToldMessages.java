package io.echosphere.application.session;

import io.echosphere.application.port.out.InMemorySessionEventLog;
import io.echosphere.application.recording.Fact;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.turn.TurnEffect;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Messages as facts tell them, clause by clause. */
final class ToldMessages {
  private ToldMessages() {}

  /** Each as often as it was told. */
  static List<Fact.MessageAdded> of(List<Fact> facts) {
    return facts.stream()
        .filter(Fact.MessageAdded.class::isInstance)
        .map(Fact.MessageAdded.class::cast)
        .toList();
  }

  /** Those that were told to their end, as they stand in the database. */
  static List<Message> whole(List<Fact> facts, InMemorySessionEventLog decisions) {
    Map<UUID, Fact.MessageAdded> latest = new LinkedHashMap<>();
    of(facts).forEach(fact -> latest.put(fact.message().id(), fact));
    return latest.values().stream()
        .sorted(Comparator.comparingInt(fact -> fact.place().sequence()))
        .map(Fact.MessageAdded::message)
        .filter(message -> effects(decisions).anyMatch(effect -> tells(effect, message)))
        .toList();
  }

  private static Stream<TurnEffect> effects(InMemorySessionEventLog decisions) {
    return decisions.all().stream()
        .flatMap(log -> log.taken().stream())
        .flatMap(taken -> taken.step().effects().stream());
  }

  private static boolean tells(TurnEffect effect, Message message) {
    return switch (effect) {
      case TurnEffect.RecordCaller said ->
          message.role() == Role.USER && said.text().strip().equals(message.content());
      case TurnEffect.RecordReply said ->
          message.role() == Role.ASSISTANT
              && said.heard().strip().equals(message.content())
              && said.interrupted() == message.interrupted();
      default -> false;
    };
  }
}
