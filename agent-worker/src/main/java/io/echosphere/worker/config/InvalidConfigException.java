package io.echosphere.worker.config;

import java.util.List;

/** The configuration cannot be used; names every problem at once. */
public final class InvalidConfigException extends Exception {
  private final transient List<Problem> problems;
  private final transient List<String> warnings;

  InvalidConfigException(List<Problem> problems, List<String> warnings) {
    super(message(problems, warnings));
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
  }

  /** What is wrong, in the order of the documentation; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** What is odd beside that, such as a misspelled name; may be empty. */
  public List<String> warnings() {
    return warnings;
  }

  private static String message(List<Problem> problems, List<String> warnings) {
    var text = new StringBuilder();
    problems.forEach(problem -> text.append(problem).append('\n'));
    warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString().stripTrailing();
  }

  /**
   * One line: a variable, what is wrong with it, and what to do.
   *
   * @param variable its name
   * @param what continues a sentence that begins with the variable; never shows a secret
   * @param fix an imperative
   */
  public record Problem(String variable, String what, String fix) {
    @Override
    public String toString() {
      return variable + " " + what + ": " + fix;
    }
  }
}
