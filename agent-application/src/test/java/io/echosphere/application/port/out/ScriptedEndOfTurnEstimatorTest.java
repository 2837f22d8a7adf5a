package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScriptedEndOfTurnEstimatorTest extends EndOfTurnEstimatorContract {
  private final ScriptedEndOfTurnEstimator estimator = new ScriptedEndOfTurnEstimator();

  @Override
  protected EndOfTurnEstimator estimator() {
    return estimator;
  }

  @Override
  protected void hold() {
    estimator.hold();
  }

  @Override
  protected void release() {
    estimator.release();
  }

  @Override
  protected void settle() {}

  @Test
  void aTestScriptsTheAnswersAndSeesTheQuestions() {
    var log = new Log();
    estimator.then(0.1, 0.9).otherwise(0.3);
    try (var channel = estimator.open()) {
      channel.audio(new short[160], 160);
      channel.turnStarted();
      channel.audio(new short[160], 160);
      channel.estimate(4, log);
      channel.estimate(5, log);
      channel.estimate(6, log);

      assertThat(log.answers())
          .containsExactly(new Answer(4, 0.1), new Answer(5, 0.9), new Answer(6, 0.3));
      assertThat(estimator.last().asked()).containsExactly(4L, 5L, 6L);
      assertThat(estimator.last().heard()).isEqualTo(320);
      assertThat(estimator.last().turnFrom()).hasValue(160);
    }
  }
}
