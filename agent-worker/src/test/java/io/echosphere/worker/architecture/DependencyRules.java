package io.echosphere.worker.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Which module and package may know which: section 2 of the design as rules. */
final class DependencyRules {
  private static final String ADAPTERS = "io.echosphere.adapter.";

  static final ArchRule DOMAIN_KNOWS_ONLY_THE_JDK =
      classes()
          .that()
          .resideInAPackage("io.echosphere.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.echosphere.domain..", "java..", "org.jspecify..");

  static final ArchRule APPLICATION_KNOWS_NO_SDK =
      classes()
          .that()
          .resideInAPackage("io.echosphere.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.echosphere.application..",
              "io.echosphere.domain..",
              "java..",
              "org.jspecify..",
              "org.slf4j..");

  /**
   * The room speaks WebRTC, the three AWS services share clients and failure mapping, and the
   * models share how ONNX Runtime loads them.
   */
  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .assignedFrom(new PerTechnology())
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage(ADAPTERS + "livekit.room.."),
              resideInAPackage(ADAPTERS + "webrtc.."))
          .ignoreDependency(
              resideInAnyPackage(
                  ADAPTERS + "transcribe..", ADAPTERS + "bedrock..", ADAPTERS + "polly.."),
              resideInAPackage(ADAPTERS + "aws.."))
          .ignoreDependency(
              resideInAnyPackage(ADAPTERS + "silero..", ADAPTERS + "smartturn.."),
              resideInAPackage(ADAPTERS + "onnx.."));

  static final ArchRule ONLY_THE_WORKER_SEES_ADAPTERS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.echosphere.adapter..", "io.echosphere.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.echosphere.adapter..", "io.echosphere.worker..");

  static final ArchRule NO_ADAPTER_KNOWS_THE_WORKER =
      noClasses()
          .that()
          .resideInAPackage("io.echosphere.adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.echosphere.worker..");

  static final ArchRule SIMULATOR_KNOWS_NO_AGENT_MODULE =
      noClasses()
          .that()
          .resideInAPackage("io.echosphere.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.echosphere.domain..",
              "io.echosphere.application..",
              "io.echosphere.adapter..",
              "io.echosphere.worker..");

  static final ArchRule PRODUCTION_DOES_NOT_KNOW_THE_SIMULATOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.echosphere.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.echosphere.simulator..");

  static final ArchRule TIME_COMES_FROM_TIMERS =
      noClasses()
          .that()
          .resideInAnyPackage("io.echosphere.domain..", "io.echosphere.application..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class);

  private DependencyRules() {}

  /** One slice a technology; LiveKit's room and dispatch are two. */
  private static final class PerTechnology implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      if (!type.getPackageName().startsWith(ADAPTERS)) {
        return SliceIdentifier.ignore();
      }
      String[] parts = type.getPackageName().substring(ADAPTERS.length()).split("\\.", -1);
      return parts[0].equals("livekit") && parts.length > 1
          ? SliceIdentifier.of(parts[0], parts[1])
          : SliceIdentifier.of(parts[0]);
    }

    @Override
    public String getDescription() {
      return "one per technology under " + ADAPTERS;
    }
  }
}
