package io.echosphere.adapter.eventlog;

import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.Deadline;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEffect;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Records that differ from a given one in a single component each, nested ones included. */
final class Variants {
  private static final Conversation SAID =
      Conversation.within(new Conversation.Budget(10, 1_000)).userSaid("天気は？");

  private Variants() {}

  /** The records below a sealed type, of all its branches. */
  static Set<Class<?>> recordsOf(Class<?> sealed) {
    var records = new HashSet<Class<?>>();
    if (sealed.isRecord()) {
      records.add(sealed);
    } else {
      for (Class<?> permitted : sealed.getPermittedSubclasses()) {
        records.addAll(recordsOf(permitted));
      }
    }
    return records;
  }

  /** Any record of the type. */
  static <T> T sample(Class<T> type) {
    var values = Arrays.stream(type.getRecordComponents()).map(it -> value(it.getType()));
    return made(type, values.toArray());
  }

  /** One variant for each component; none if there is no component. */
  static <T> List<T> of(T value) {
    @SuppressWarnings("unchecked")
    var type = (Class<T>) value.getClass();
    var components = type.getRecordComponents();
    var variants = new ArrayList<T>();
    for (int i = 0; i < components.length; i++) {
      for (Object other : others(read(components[i], value))) {
        var values = Arrays.stream(components).map(it -> read(it, value)).toArray();
        values[i] = other;
        variants.add(made(type, values));
      }
    }
    return variants;
  }

  private static Object value(Class<?> type) {
    return switch (type) {
      case Class<?> it when it == long.class -> 7L;
      case Class<?> it when it == double.class -> 0.1 + 0.2;
      case Class<?> it when it == boolean.class -> true;
      case Class<?> it when it == String.class -> "はい、\"\\\n\u0001\uD83D\uDE00 \uD83D";
      case Class<?> it when it == Set.class -> Set.of("s1", "s2");
      case Class<?> it when it == List.class -> SAID.forModel();
      case Class<?> it when it == ReplyId.class -> new ReplyId(3);
      case Class<?> it when it == Language.class -> Language.JAPANESE;
      case Class<?> it when it == Conversation.class -> SAID;
      case Class<?> it when it == Deadline.class -> new Deadline.TurnEnds(4);
      case Class<?> it when it == TurnEffect.ReplyPlan.class ->
          new TurnEffect.Answer(SAID, Language.ENGLISH, 900);
      case Class<?> it when it == Transcript.class ->
          new Transcript("s1", "天気は", 2, false, Language.JAPANESE);
      case Class<?> it when it.isEnum() -> it.getEnumConstants()[0];
      default -> throw new AssertionError("no sample of " + type);
    };
  }

  private static List<?> others(Object value) {
    return switch (value) {
      case Long it -> List.of(it + 1, Long.MIN_VALUE, Long.MAX_VALUE);
      case Integer it -> List.of(it - 1);
      case Double _ -> List.of(0.0, 1.0, Double.MIN_VALUE, Double.NaN);
      case Boolean it -> List.of(!it);
      case String it -> List.of("", it + "x", "\uDE00\uD83D");
      case Set<?> _ -> List.of(Set.of(), Set.of("s1"));
      case List<?> it -> List.of(List.of(), it.subList(1, it.size()));
      case Language it ->
          List.of(it.equals(Language.ENGLISH) ? Language.JAPANESE : Language.ENGLISH);
      case Conversation it ->
          List.of(it.userSaid("明日は？"), it.assistantSaid("晴れ"), it.assistantInterrupted("晴"));
      case Deadline it -> Stream.concat(of(it).stream(), samples(Deadline.class, it)).toList();
      case TurnEffect.ReplyPlan it ->
          Stream.concat(of(it).stream(), samples(TurnEffect.ReplyPlan.class, it)).toList();
      case Transcript it -> transcripts(it);
      case ReplyId it -> of(it);
      case Enum<?> it -> constantsBut(it);
      default -> throw new AssertionError("no variant of " + value.getClass());
    };
  }

  private static Stream<Object> samples(Class<?> sealed, Object but) {
    return recordsOf(sealed).stream().filter(type -> type != but.getClass()).map(Variants::sample);
  }

  private static List<Transcript> transcripts(Transcript it) {
    return List.of(
        new Transcript("s9", it.text(), it.stableLength(), it.isFinal(), it.language()),
        new Transcript(it.segment(), it.text() + "？", it.stableLength(), true, it.language()),
        new Transcript(it.segment(), it.text(), 0, it.isFinal(), it.language()),
        new Transcript(it.segment(), it.text(), it.stableLength(), true, it.language()),
        new Transcript(it.segment(), it.text(), it.stableLength(), it.isFinal(), Language.ENGLISH));
  }

  private static List<Object> constantsBut(Enum<?> it) {
    return Arrays.stream(it.getDeclaringClass().getEnumConstants())
        .filter(constant -> constant != it)
        .<Object>map(constant -> constant)
        .toList();
  }

  private static Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record that cannot be looked into", e);
    }
  }

  private static <T> T made(Class<T> type, Object... values) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record that cannot be looked into", e);
    }
  }
}
