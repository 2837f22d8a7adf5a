import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds and tests the voice room page with the Node on this machine. Run by Maven as a source
 * file, so that it works on every system: {@code java BuildPage.java build|test MODULE POLICY}.
 *
 * <p>Policies: {@code auto} warns in one line when there is no Node or no network and goes on,
 * {@code required} fails then, {@code skip} does nothing. A page that does not compile, or whose
 * tests fail, always fails the build. Nothing is done twice: the libraries are installed again only
 * when the lock file has changed, the page is built again only when a source has.
 */
final class BuildPage {
  private final Path sources;
  private final Path target;
  private final boolean required;

  private BuildPage(Path module, boolean required) {
    this.sources = module.resolve("src/main/web");
    this.target = module.resolve("target");
    this.required = required;
  }

  /** What stopped the build, in a sentence. */
  private static final class Problem extends Exception {
    Problem(String message) {
      super(message);
    }
  }

  public static void main(String[] arguments) throws Exception {
    String policy = arguments[2];
    if (policy.equals("skip")) {
      say("left out (-Dweb=skip)");
      return;
    }
    try {
      new BuildPage(Path.of(arguments[1]).toAbsolutePath(), policy.equals("required"))
          .run(arguments[0]);
    } catch (Problem e) {
      System.err.println("[ERROR] web: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(String step) throws Problem, IOException, InterruptedException {
    if (!nodeIsThere() || !librariesAreThere()) {
      return;
    }
    if (step.equals("test")) {
      test();
    } else {
      build();
    }
  }

  private boolean nodeIsThere() throws Problem, IOException, InterruptedException {
    Optional<String> version = output(List.of("node", "--version"));
    String usable = "^v(20\\.(19|[2-9]\\d)|22\\.(1[2-9]|[2-9]\\d)|2[3-9]|[3-9]\\d)\\b.*";
    if (version.isPresent() && version.get().matches(usable)) {
      return true;
    }
    String found = version.map(older -> "Node " + older + " is too old").orElse("there is no Node");
    leaveOut(found + "; install Node 20.19, 22.12 or newer to have it");
    return false;
  }

  /** {@code npm ci}, unless the libraries are those of the lock file. */
  private boolean librariesAreThere() throws Problem, IOException, InterruptedException {
    Path stamp = sources.resolve("node_modules/.lock-digest");
    String digest = digest(List.of(sources.resolve("package-lock.json")));
    if (holds(stamp, digest)) {
      return true;
    }
    say("installing the page's libraries (npm ci) ...");
    if (!ran(command("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"))) {
      leaveOut("npm could not install its libraries");
      return false;
    }
    Files.writeString(stamp, digest);
    return true;
  }

  private void build() throws Problem, IOException, InterruptedException {
    Path stamp = target.resolve("web.digest");
    Path index = target.resolve("classes/io/echosphere/web/index.html");
    String digest = digest(files());
    if (Files.exists(index) && holds(stamp, digest)) {
      say("up to date");
      return;
    }
    Files.deleteIfExists(stamp);
    String fixture = "test/fixture/vite.config.ts";
    if (!ran(tool("typescript/bin/tsc", "--noEmit"))
        || !ran(tool("vite/bin/vite.js", "build", "--logLevel", "warn"))
        || !ran(tool("vite/bin/vite.js", "build", "--logLevel", "warn", "--config", fixture))) {
      throw new Problem("the page does not compile; see above");
    }
    Files.writeString(stamp, digest);
    say("built, " + weight(index.getParent()));
  }

  private void test() throws Problem, IOException, InterruptedException {
    Path report = target.resolve("surefire-reports/TEST-web.xml");
    boolean passed =
        ran(
            tool(
                "vitest/vitest.mjs",
                "run",
                "--reporter=default",
                "--reporter=junit",
                "--outputFile.junit=" + report));
    if (!passed) {
      throw new Problem("the page's tests failed; see above");
    }
  }

  private void leaveOut(String reason) throws Problem {
    if (required) {
      throw new Problem(reason);
    }
    System.out.println("[WARNING] web: the voice room page is left out: " + reason);
  }

  /** Everything that the built page depends on. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(sources)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !sources.relativize(file).startsWith("node_modules"))
          .sorted()
          .toList();
    }
  }

  private String digest(List<Path> files) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        String name = sources.relativize(file).toString().replace('\\', '/');
        sha.update(name.getBytes(StandardCharsets.UTF_8));
        sha.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean holds(Path stamp, String digest) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(digest);
  }

  private static String weight(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      long bytes = all.filter(Files::isRegularFile).mapToLong(BuildPage::size).sum();
      return "%,d kB".formatted(bytes / 1_000);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> tool(String script, String... arguments) {
    var command = new ArrayList<>(List.of("node", "node_modules/" + script));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> command(String... words) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    var command = new ArrayList<String>(windows ? List.of("cmd", "/c") : List.of());
    command.addAll(List.of(words));
    return command;
  }

  private boolean ran(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(sources.toFile()).inheritIO();
    return builder.start().waitFor() == 0;
  }

  /** The one line that a program prints; empty when it cannot be started. */
  private Optional<String> output(List<String> command) throws InterruptedException {
    try {
      var builder = new ProcessBuilder(command).directory(sources.toFile());
      Process process = builder.redirectErrorStream(true).start();
      String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(line.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void say(String text) {
    System.out.println("[INFO] web: " + text);
  }
}
