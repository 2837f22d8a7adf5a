package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScriptedLanguageModelTest extends LanguageModelContract {
  private static final Failure REFUSED = new Failure(FailureKind.REJECTED, "scripted: refused");
  private final ScriptedLanguageModel model = new ScriptedLanguageModel();

  @Override
  protected LanguageModel writing(String text, int calls) {
    for (int i = 0; i < calls; i++) {
      if (text.isEmpty()) {
        model.reply();
      } else {
        model.reply(text.split("(?<= )"));
      }
    }
    return model;
  }

  @Override
  protected LanguageModel stallingAfter(String text) {
    return (prompt, listener) -> {
      Cancellable call = model.generate(prompt, listener);
      model.last().delta(text);
      return call;
    };
  }

  @Override
  protected LanguageModel refusing() {
    return model.fail(REFUSED);
  }

  @Override
  protected void awaitClosedUpstream() {
    assertThat(model.last().isCancelled()).isTrue();
  }

  @Test
  void anUnscriptedCallIsDrivenByHand() {
    var log = new Log();
    model.generate(PROMPT, log);

    model.last().delta("By ");
    model.last().delta("hand.");
    assertThat(model.openCalls()).hasSize(1);
    model.last().finish();

    assertThat(log.awaitText()).isEqualTo("By hand.");
    assertThat(model.openCalls()).isEmpty();
    assertThat(model.prompts()).containsExactly(PROMPT);
  }
}
