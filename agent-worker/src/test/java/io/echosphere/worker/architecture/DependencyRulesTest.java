package io.echosphere.worker.architecture;

import static io.echosphere.worker.architecture.DependencyRules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER;
import static io.echosphere.worker.architecture.DependencyRules.APPLICATION_KNOWS_NO_SDK;
import static io.echosphere.worker.architecture.DependencyRules.DOMAIN_KNOWS_ONLY_THE_JDK;
import static io.echosphere.worker.architecture.DependencyRules.NO_ADAPTER_KNOWS_THE_WORKER;
import static io.echosphere.worker.architecture.DependencyRules.ONLY_THE_WORKER_SEES_ADAPTERS;
import static io.echosphere.worker.architecture.DependencyRules.PRODUCTION_DOES_NOT_KNOW_THE_SIMULATOR;
import static io.echosphere.worker.architecture.DependencyRules.SIMULATOR_KNOWS_NO_AGENT_MODULE;
import static io.echosphere.worker.architecture.DependencyRules.TIME_COMES_FROM_TIMERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.echosphere.adapter.bedrock.fixture.Bedrock;
import io.echosphere.adapter.livekit.dispatch.fixture.DispatchThatKnowsTheRoom;
import io.echosphere.adapter.livekit.room.fixture.Room;
import io.echosphere.adapter.livekit.room.fixture.RoomThatSpeaksWebRtc;
import io.echosphere.adapter.onnx.fixture.Onnx;
import io.echosphere.adapter.polly.fixture.PollyThatKnowsBedrock;
import io.echosphere.adapter.silero.fixture.SileroThatKnowsSmartTurn;
import io.echosphere.adapter.smartturn.fixture.SmartTurnOnOnnx;
import io.echosphere.adapter.webrtc.fixture.WebRtc;
import io.echosphere.application.fixture.ApplicationThatKnowsTheSdk;
import io.echosphere.application.fixture.ApplicationThatSleeps;
import io.echosphere.domain.fixture.DomainThatLogs;
import io.echosphere.domain.fixture.DomainThatReadsTheClock;
import io.echosphere.simulator.fixture.SimulatorThatKnowsTheDomain;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DependencyRulesTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.echosphere");

  static List<ArchRule> rules() {
    return List.of(
        DOMAIN_KNOWS_ONLY_THE_JDK,
        APPLICATION_KNOWS_NO_SDK,
        ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
        ONLY_THE_WORKER_SEES_ADAPTERS,
        NO_ADAPTER_KNOWS_THE_WORKER,
        SIMULATOR_KNOWS_NO_AGENT_MODULE,
        PRODUCTION_DOES_NOT_KNOW_THE_SIMULATOR,
        TIME_COMES_FROM_TIMERS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void productionKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  /** A rule over nothing would hold for ever. */
  @Test
  void everyModuleIsAmongTheClassesChecked() {
    assertThat(
            List.of("domain", "application", "adapter", "worker", "simulator").stream()
                .filter(
                    module ->
                        PRODUCTION.stream()
                            .noneMatch(
                                type ->
                                    type.getPackageName().startsWith("io.echosphere." + module)))
                .toList())
        .isEmpty();
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        Arguments.of(DOMAIN_KNOWS_ONLY_THE_JDK, List.of(DomainThatLogs.class)),
        Arguments.of(APPLICATION_KNOWS_NO_SDK, List.of(ApplicationThatKnowsTheSdk.class)),
        Arguments.of(
            ADAPTERS_DO_NOT_KNOW_EACH_OTHER, List.of(PollyThatKnowsBedrock.class, Bedrock.class)),
        Arguments.of(
            ADAPTERS_DO_NOT_KNOW_EACH_OTHER, List.of(DispatchThatKnowsTheRoom.class, Room.class)),
        Arguments.of(
            ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
            List.of(SileroThatKnowsSmartTurn.class, SmartTurnOnOnnx.class)),
        Arguments.of(
            ONLY_THE_WORKER_SEES_ADAPTERS,
            List.of(ApplicationThatKnowsTheSdk.class, Bedrock.class)),
        Arguments.of(
            NO_ADAPTER_KNOWS_THE_WORKER,
            List.of(io.echosphere.adapter.aws.fixture.AdapterThatKnowsTheWorker.class)),
        Arguments.of(SIMULATOR_KNOWS_NO_AGENT_MODULE, List.of(SimulatorThatKnowsTheDomain.class)),
        Arguments.of(
            PRODUCTION_DOES_NOT_KNOW_THE_SIMULATOR,
            List.of(io.echosphere.worker.fixture.WorkerThatKnowsTheSimulator.class)),
        Arguments.of(TIME_COMES_FROM_TIMERS, List.of(DomainThatReadsTheClock.class)),
        Arguments.of(TIME_COMES_FROM_TIMERS, List.of(ApplicationThatSleeps.class)));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void theRuleFailsForCodeThatBreaksIt(ArchRule rule, List<Class<?>> offenders) {
    JavaClasses imported = new ClassFileImporter().importClasses(offenders);

    assertThatThrownBy(() -> rule.check(imported))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was violated")
        .hasMessageContaining(offenders.getFirst().getSimpleName());
  }

  @Test
  void modelsMayShareTheirRuntime() {
    JavaClasses imported = new ClassFileImporter().importClasses(SmartTurnOnOnnx.class, Onnx.class);

    assertThatCode(() -> ADAPTERS_DO_NOT_KNOW_EACH_OTHER.check(imported))
        .doesNotThrowAnyException();
  }

  @Test
  void theRoomMaySpeakWebRtc() {
    JavaClasses imported =
        new ClassFileImporter().importClasses(RoomThatSpeaksWebRtc.class, WebRtc.class);

    assertThatCode(() -> ADAPTERS_DO_NOT_KNOW_EACH_OTHER.check(imported))
        .doesNotThrowAnyException();
  }
}
