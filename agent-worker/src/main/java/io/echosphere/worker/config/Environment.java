package io.echosphere.worker.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The environment of the process, and beneath it a {@code .env} file for development. */
public final class Environment {
  private static final String FILE = ".env";

  private final Map<String, String> variables;
  private final Map<String, String> fromFile;

  private Environment(Map<String, String> system, Map<String, String> fromFile) {
    this.fromFile = Map.copyOf(fromFile);
    var all = new HashMap<>(fromFile);
    all.putAll(system);
    this.variables = Map.copyOf(all);
  }

  /**
   * Reads {@code .env} of a directory, if there is one, beneath the given variables.
   *
   * @throws InvalidConfigException if the file cannot be understood
   */
  public static Environment of(Map<String, String> system, Path directory)
      throws InvalidConfigException {
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return new Environment(system, Map.of());
    }
    try {
      var file = new TreeMap<String, String>();
      Dotenv.configure()
          .directory(directory.toString())
          .load()
          .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
          .stream()
          .filter(entry -> !system.containsKey(entry.getKey()))
          .forEach((DotenvEntry entry) -> file.put(entry.getKey(), entry.getValue()));
      return new Environment(system, file);
    } catch (DotenvException e) { // its message would show the line, which may hold a secret
      throw new InvalidConfigException(
          java.util.List.of(
              new InvalidConfigException.Problem(
                  FILE,
                  "in "
                      + directory.toAbsolutePath().normalize()
                      + " holds a line that is no"
                      + " NAME=value",
                  "put comments behind # and one variable on a line")),
          java.util.List.of());
    }
  }

  /** All variables; the environment's own win. */
  public Map<String, String> variables() {
    return variables;
  }

  /**
   * Hands the {@code AWS_*} and {@code OTEL_*} variables of the file to the libraries that read
   * them from the environment by themselves: as the system properties that they take as well.
   */
  public void exportTo(Properties properties) {
    fromFile.forEach(
        (name, value) -> {
          if (name.startsWith("AWS_")) {
            properties.putIfAbsent("aws." + camelCase(name.substring(4)), value);
          } else if (name.startsWith("OTEL_")) {
            properties.putIfAbsent(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
  }

  private static String camelCase(String name) {
    var text = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty() || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }
}
