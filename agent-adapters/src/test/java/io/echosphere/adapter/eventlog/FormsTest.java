package io.echosphere.adapter.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.eventlog.Members.Damaged;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormsTest {
  static Stream<TurnEvent> events() {
    return Variants.recordsOf(TurnEvent.class).stream()
        .map(type -> (TurnEvent) Variants.sample(type))
        .flatMap(event -> Stream.concat(Stream.of(event), Variants.of(event).stream()));
  }

  static Stream<TurnEffect> effects() {
    return Variants.recordsOf(TurnEffect.class).stream()
        .map(type -> (TurnEffect) Variants.sample(type));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsReadAsItWasWritten(TurnEvent event) throws Damaged {
    assertThat(EventForm.read(read(written(event)))).isEqualTo(event);
  }

  /** Effects are compared as they are written, so nothing of one may be left out. */
  @ParameterizedTest
  @MethodSource("effects")
  void effectsThatDifferInAnyPartAreWrittenDifferently(TurnEffect effect) {
    var lines = new HashSet<>(Set.of(written(effect)));
    for (TurnEffect variant : Variants.of(effect)) {
      assertThat(lines.add(written(variant))).as("%s", variant).isTrue();
    }
    assertThat(lines).allSatisfy(line -> assertThat(read(line).type()).isNotBlank());
  }

  @Test
  void effectsOfDifferentKindsAreWrittenDifferently() {
    assertThat(effects().map(FormsTest::written)).doesNotHaveDuplicates();
  }

  static Stream<TurnSettings> settings() {
    var patience = new TurnSettings.Patience(1, 2, 3, 4, 5);
    var interrupting = new TurnSettings.Interrupting(6, 7, 8);
    var budget = new Conversation.Budget(9, 10);
    var vad = new EndpointingPolicy(11, 12, TurnDetector.VAD);
    var both = new EndpointingPolicy(13, 14, TurnDetector.BOTH);
    return Stream.of(
        new TurnSettings(vad, interrupting, patience, Preemption.OFF, true, budget, false),
        new TurnSettings(both, interrupting, patience, Preemption.LLM, false, budget, true));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settingsAreReadAsTheyWereWritten(TurnSettings settings) throws Damaged {
    var line = JsonLine.of(out -> SettingsForm.write(out, settings));

    assertThat(SettingsForm.read(read(line))).isEqualTo(settings);
  }

  static List<String> damaged() {
    return List.of(
        "{}",
        "{\"type\":\"hiccup\"}",
        "{\"type\":7}",
        "{\"type\":\"speech_ended\",\"voice_ended_ms\":1}",
        "{\"type\":\"speech_ended\",\"voice_ended_ms\":1.5,\"pause\":1}",
        "{\"type\":\"speech_ended\",\"voice_ended_ms\":99999999999999999999,\"pause\":1}",
        "{\"type\":\"end_of_turn_estimated\",\"pause\":1,\"probability\":\"much\"}",
        "{\"type\":\"transcript_withdrawn\",\"segments\":[1]}",
        "{\"type\":\"deadline_passed\",\"deadline\":{\"type\":\"never\"}}",
        "{\"type\":\"reply_ended\",\"reply\":1,\"outcome\":\"LOST\",\"heard\":\"\","
            + "\"audio_ms\":0,\"detail\":\"\"}",
        "{\"type\":\"transcript_heard\",\"segment\":\"s\",\"text\":\"a\",\"stable_length\":2,"
            + "\"final\":true,\"language\":\"ja-JP\"}",
        "{\"type\":\"transcript_heard\",\"segment\":\"s\",\"text\":\"a\",\"stable_length\":1,"
            + "\"final\":true,\"language\":\"Klingon\"}");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void whatIsNoEventIsRefused(String line) {
    assertThatThrownBy(() -> EventForm.read(read(line))).isInstanceOf(Damaged.class);
  }

  private static String written(TurnEvent event) {
    return JsonLine.of(out -> EventForm.write(out, event));
  }

  private static String written(TurnEffect effect) {
    return JsonLine.of(out -> StepForm.write(out, effect));
  }

  /** As if from a file: by way of UTF-8. */
  private static Members read(String line) {
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    return new Members(LogReader.tree(new String(bytes, StandardCharsets.UTF_8)));
  }
}
