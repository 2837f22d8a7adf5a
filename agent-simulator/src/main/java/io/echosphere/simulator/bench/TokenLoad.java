package io.echosphere.simulator.bench;

import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks one worker for tokens while it holds calls: {@code ./mvnw -Ptokens}. First the calls alone,
 * then the same calls with the load, then the default limit.
 */
public final class TokenLoad {
  private static final int TOKENS = Integer.getInteger("tokens.count", 12_000);
  private static final int SECONDS = Integer.getInteger("tokens.seconds", 60);
  private static final int CALLS = Integer.getInteger("tokens.calls", 2);
  private static final int TURNS = 16;
  private static final int DEFAULT_LIMIT = 30;
  private static final Duration CALL_LIMIT = Duration.ofMinutes(10);
  private static final List<String> CLIPS =
      List.of("ja-weather", "en-hello", "ja-dinner", "en-music", "ja-tokyo", "en-learn");

  private final DemoStack stack;
  private final Table table = new Table();
  private int calls;

  private TokenLoad(DemoStack stack) {
    this.stack = stack;
  }

  /**
   * Measures and prints the table; ends the process with 1 when something broke or a target was
   * missed.
   *
   * @param arguments none: system properties {@code demo.launcher}, {@code tokens.count}, {@code
   *     tokens.seconds}, {@code tokens.calls}
   */
  public static void main(String[] arguments) {
    int code = 1;
    try (DemoStack stack = DemoStack.simulated(System.getProperties())) {
      code = new TokenLoad(stack).run() ? 0 : 1;
    } catch (LocalStackException e) {
      say("\n" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  private boolean run() throws InterruptedException {
    try (var worker = MeasuredWorker.start(stack, Map.of("TOKEN_RATE_PER_MINUTE", "1000000"));
        var client = new TokenClient(stack.pageUrl())) {
      say(CALLS + " calls of " + TURNS + " turns, and no tokens ...");
      Spread alone = finish(begin());
      say("The same with " + TOKENS + " tokens in " + SECONDS + " s ...");
      List<Caller> callers = begin();
      for (Caller caller : callers) {
        while (!caller.passed("greeting")) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
      }
      double cpu = worker.cpuSeconds();
      TokenClient.Outcome outcome = client.ask(TOKENS, Duration.ofSeconds(SECONDS));
      double used = worker.cpuSeconds() - cpu;
      Spread loaded = finish(callers);
      tokens(outcome);
      table.note("worker's CPU meanwhile, s", Table.number(used));
      table.note("voice to voice alone, ms", alone.toString());
      table.note("voice to voice with the load, ms", loaded.toString());
      table.atMost(
          "  p95 with the load, of p95 alone",
          1.1,
          loaded.percentile(0.95) / alone.percentile(0.95),
          "");
      worker.end();
    }
    limit();
    say("\n" + table);
    return !table.hasMiss();
  }

  private void tokens(TokenClient.Outcome outcome) {
    table.must(
        TOKENS + " tokens in " + SECONDS + " s, none refused",
        outcome.given() == TOKENS,
        outcome.statuses().toString());
    table.atMost("time to a token, p99", 50, outcome.millis().percentile(0.99), "ms");
    table.note("  of all tokens, ms", outcome.millis().toString());
    table.note("  the last was asked for after", Table.number(outcome.seconds()) + " s");
  }

  /** With the default limit one client is held back, and another one is not. */
  private void limit() throws InterruptedException {
    try (var worker = MeasuredWorker.start(stack, Map.of("TRUSTED_PROXIES", "127.0.0.1"));
        var client = new TokenClient(stack.pageUrl())) {
      List<TokenClient.Reply> greedy = client.askFor("198.51.100.1", DEFAULT_LIMIT + 5);
      List<TokenClient.Reply> modest = client.askFor("198.51.100.2", 1);
      long given = greedy.stream().filter(reply -> reply.status() == 200).count();
      long held =
          greedy.stream()
              .filter(reply -> reply.status() == 429 && reply.retryAfter().isPresent())
              .count();
      table.must(
          "default limit: 429 with Retry-After",
          given >= DEFAULT_LIMIT && given + held == greedy.size() && held > 0,
          given + " given, " + held + " held back");
      table.must(
          "  while another client is served",
          modest.getFirst().status() == 200,
          String.valueOf(modest.getFirst().status()));
      worker.end();
    }
  }

  private record Caller(ChildProcess process, Path log) {
    /** Whether that has happened, or cannot any more. */
    boolean passed(String event) {
      return !process.isAlive() || CallReport.read(log).has(event);
    }
  }

  private List<Caller> begin() {
    var callers = new ArrayList<Caller>();
    for (int count = 0; count < CALLS; count++) {
      calls++;
      Path log = stack.directory().resolve("call-" + calls + ".log");
      String room = "tokens-" + ProcessHandle.current().pid() + "-" + calls;
      var options = List.of("--json", "--turns", String.valueOf(TURNS));
      callers.add(new Caller(stack.startCall(room, CLIPS, options, Optional.of(log)), log));
    }
    return callers;
  }

  private static Spread finish(List<Caller> callers) throws InterruptedException {
    var voice = new ArrayList<Double>();
    for (Caller caller : callers) {
      try (ChildProcess process = caller.process()) {
        if (!process.waitFor(CALL_LIMIT)) {
          throw new LocalStackException("a call did not end in time:\n" + process.tail(20));
        }
      }
      CallReport report = CallReport.read(caller.log());
      if (!report.succeeded()) {
        throw new LocalStackException("a call failed: " + report.problem());
      }
      voice.addAll(report.figures("turn", "voice_to_voice_ms"));
    }
    return Spread.of(voice);
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
