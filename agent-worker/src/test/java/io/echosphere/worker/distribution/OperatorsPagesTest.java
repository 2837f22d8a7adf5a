package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators read names what there is. */
class OperatorsPagesTest {
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

  /** Read by Compose, not by the worker. */
  private static final Set<String> OF_COMPOSE =
      Set.of("POSTGRES_PASSWORD", "GRAFANA_PASSWORD", "ECHOSPHERE_AWS");

  /** What looks like a log line and is a command or a line of a file. */
  private static final Predicate<String> COMMAND =
      Pattern.compile("^(echosphere|jcmd|docker|systemctl|POST|GET|restart:) ?").asPredicate();

  /** A log line that was changed would be looked for in vain. */
  @Test
  void theRunbookQuotesWhatTheCodeSays() throws IOException {
    String sources = sources();
    List<String> quoted =
        spans("docs/runbook.md")
            .filter(span -> span.matches("[A-Za-z].* .*"))
            .filter(COMMAND.negate())
            .toList();

    assertThat(quoted).hasSizeGreaterThan(25);
    assertThat(quoted).allSatisfy(words -> assertThat(sources).contains(words));
  }

  @Test
  void theRunbookNamesMetricsThatThereAre() throws IOException {
    String sources = sources();
    List<String> metrics =
        spans("docs/runbook.md")
            .filter(span -> span.matches("(voice|session)\\.[a-z0-9._]+"))
            .toList();

    assertThat(metrics).hasSizeGreaterThan(8);
    assertThat(metrics).allSatisfy(name -> assertThat(sources).contains("\"" + name + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/runbook.md",
        "docs/security.md",
        "docs/deploy/README.md",
        "docs/deploy/aws/README.md"
      })
  void everySettingThatIsNamedIsReadAndEveryLinkLeadsSomewhere(String page) {
    var settings =
        spans(page)
            .map(span -> span.replaceFirst("=.*", ""))
            .filter(span -> span.matches("[A-Z]+(_[A-Z]+)+"))
            .filter(name -> !OF_COMPOSE.contains(name))
            .collect(Collectors.toSet());
    assertThat(Known.notRead(settings)).isEmpty();

    Path file = OperatorsFile.ROOT.resolve(page);
    var links =
        LINK.matcher(OperatorsFile.text(page)).results().map(link -> link.group(1)).toList();
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
  }

  private static Stream<String> spans(String page) {
    return SPAN.matcher(OperatorsFile.text(page)).results().map(span -> span.group(1));
  }

  /** All that is written into the product, with texts that go over lines joined. */
  private static String sources() throws IOException {
    var all = new StringBuilder(OperatorsFile.text("agent-worker/src/distribution/bin/echosphere"));
    for (String module : List.of("domain", "application", "adapters", "worker")) {
      Path root = OperatorsFile.ROOT.resolve("agent-" + module + "/src/main/java");
      try (var files = Files.walk(root)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString().replaceAll("\"\\s*\\+\\s*\"", "");
  }
}
