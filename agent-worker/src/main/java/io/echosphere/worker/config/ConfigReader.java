package io.echosphere.worker.config;

import io.echosphere.worker.config.InvalidConfigException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads settings and collects every problem, so that all are reported at once. */
final class ConfigReader {
  private final Map<String, String> variables;
  private final Set<Setting> asked = EnumSet.noneOf(Setting.class);
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  ConfigReader(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
    warnings.addAll(NearMisses.among(variables.keySet()));
  }

  /** Whether the variable has a value of its own. */
  boolean isSet(Setting setting) {
    asked.add(setting);
    return own(setting).isPresent();
  }

  /** The value, or else the default; a problem if a required one is missing or it is unusable. */
  <T> Value<T> value(Setting setting, Parser<T> parser) {
    asked.add(setting);
    Optional<String> own = own(setting);
    if (own.isEmpty() && setting.need().isRequired()) {
      problem(setting, "is not set", "set it, for example to " + setting.sample());
      return new Value<>(null);
    }
    try {
      return new Value<>(parser.parse(own.orElse(setting.defaultValue())));
    } catch (Unacceptable e) {
      problem(setting, e.what(), e.fix());
      return new Value<>(null);
    }
  }

  void problem(Setting setting, String what, String fix) {
    problems.add(new Problem(setting.name(), what, fix));
  }

  void warning(Setting setting, String what) {
    warnings.add(setting.name() + " " + what);
  }

  /** The settings asked for so far. */
  Set<Setting> asked() {
    return Set.copyOf(asked);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Makes one part of the configuration; an unusable stand-in while there are problems, which
   * {@link #build} never lets out.
   */
  @SuppressWarnings("NullAway") // build() throws before anyone sees it
  <T> T whenValid(Supplier<T> part) {
    return problems.isEmpty() ? part.get() : null;
  }

  /** Makes the whole, or reports all problems. */
  <T> T build(Supplier<T> whole) throws InvalidConfigException {
    if (problems.isEmpty()) {
      return whole.get();
    }
    problems.sort(
        Comparator.comparingInt(
            problem -> Setting.named(problem.variable()).map(Setting::ordinal).orElse(-1)));
    throw new InvalidConfigException(problems, warnings);
  }

  private Optional<String> own(Setting setting) {
    Optional<String> text = Optional.ofNullable(variables.get(setting.name())).map(String::strip);
    return setting.need().mayBeEmpty() ? text : text.filter(value -> !value.isEmpty());
  }

  /** Makes a value of a text. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws Unacceptable;
  }

  /** What was read; empty when there was a problem. */
  static final class Value<T> {
    private final @Nullable T value;

    private Value(@Nullable T value) {
      this.value = value;
    }

    Optional<T> ifValid() {
      return Optional.ofNullable(value);
    }

    T get() {
      return ifValid().orElseThrow();
    }
  }
}
