package io.echosphere.worker.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Writes the settings down for people: as {@code .env.example} and as a page of the docs. */
public final class SettingsDocument {
  private static final int WIDTH = 98;

  private SettingsDocument() {}

  /**
   * A file that works with the local stack when it is copied to {@code .env}: what is required has
   * a value, everything else stands as a comment with its default.
   */
  public static String envExample() {
    var text = new StringBuilder();
    text.append("# EchoSphere's settings. Copy to .env for development; operators set the same\n")
        .append("# names in the environment, which wins over this file. Commented lines show the\n")
        .append("# defaults. Written by 'echosphere settings --env'.\n");
    for (Group group : Group.values()) {
      text.append("\n# --- ").append(group.title()).append(" ---\n");
      of(group)
          .forEach(
              setting -> {
                text.append('\n');
                wrap(setting.description())
                    .forEach(line -> text.append("# ").append(line).append('\n'));
                text.append(setting.need().isRequired() ? "" : "# ")
                    .append(setting.name())
                    .append('=')
                    .append(quoted(setting.sample()))
                    .append('\n');
              });
    }
    return text.toString();
  }

  /** The page {@code docs/configuration.md}. */
  public static String markdown() {
    var text = new StringBuilder();
    text.append(
        """
        # Configuration

        EchoSphere is configured by environment variables alone. For development a file `.env` in
        the current directory is read too; it never wins over the environment. Everything is
        checked at start: all problems are reported together, one line each, and the process ends
        with exit code 2. A variable that is set to nothing counts as not set, unless its
        description says otherwise. `echosphere check` tries the configuration out.

        This page and `.env.example` are written by `echosphere settings --markdown` and
        `echosphere settings --env`; a test keeps them and the reader equal.

        Times are a number with `ms`, `s`, `m` or `h`, or plain seconds; names that end in `_MS`
        take plain milliseconds.
        """);
    for (Group group : Group.values()) {
      text.append("\n## ").append(group.title()).append("\n\n");
      text.append("| Variable | Default | What it is |\n| --- | --- | --- |\n");
      of(group)
          .forEach(
              setting ->
                  text.append(
                      "| `%s` | %s | %s%s |%n"
                          .formatted(
                              setting.name(),
                              defaultOf(setting),
                              setting.description().replace("|", "\\|"),
                              setting.need().isSecret() ? " Secret." : "")));
    }
    text.append(
        """

        ## Variables of the libraries

        The AWS SDK and OpenTelemetry read their own variables as well, all of them documented by
        their makers; among the most useful here:

        - `AWS_PROFILE`, `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING`,
          `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`, `AWS_ENDPOINT_URL_POLLY`: which credentials, and
          other addresses for the services (the simulator is put in their place this way).
        - `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_PROTOCOL`,
          `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER`.
        - `NO_COLOR`: no colours on a terminal.
        """);
    return text.toString();
  }

  private static Stream<Setting> of(Group group) {
    return Arrays.stream(Setting.values()).filter(setting -> setting.group() == group);
  }

  private static String defaultOf(Setting setting) {
    if (setting.need().isRequired()) {
      return "**required**";
    }
    return setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`";
  }

  private static String quoted(String value) {
    return value.contains(" ") ? '"' + value + '"' : value;
  }

  private static List<String> wrap(String description) {
    return description.replaceAll("(.{1," + (WIDTH - 2) + "})(\\s+|$)", "$1\n").lines().toList();
  }
}
