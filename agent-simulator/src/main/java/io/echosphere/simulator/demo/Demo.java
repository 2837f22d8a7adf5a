package io.echosphere.simulator.demo;

import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows a whole call on this machine: {@code ./mvnw -Pdemo}. Starts PostgreSQL, AWS's simulator,
 * LiveKit and the worker, makes a scripted call in two languages with an interruption, a listener's
 * word, a cough and a typed message, shows what was stored, and stays up for other callers until
 * Ctrl-C.
 */
public final class Demo {
  private static final String SIMULATED =
      """
      AWS is simulated: the agent answers from a script, and what a person says is not
      understood but taken for the script's next line. With an account: DEMO_AWS=real\
      """;

  private static final String COST =
      """
      Using the real AWS services. This call costs about 0.10 US dollars at most: two minutes
      of Transcribe, 1,000 characters of neural Polly and 7 short replies of Claude Haiku 4.5.
      That is an estimate; your bill decides.\
      """;

  private static final Duration STORED_LIMIT = Duration.ofSeconds(45);
  private static final long TOKEN_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final DemoSettings settings;

  private Demo(DemoSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs the demo; ends the process with 0 when every turn was answered and stored and all went as
   * {@link DemoCall} says, else with 1.
   *
   * @param arguments none: system properties {@code demo.launcher} and {@code demo.exit}, variables
   *     {@code DEMO_AWS} and {@code LIVEKIT_*}
   */
  public static void main(String[] arguments) {
    endWithParent();
    int code = 1;
    try {
      code = new Demo(DemoSettings.of(System.getProperties(), System.getenv())).run();
    } catch (LocalStackException e) {
      say("\n" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      say("\nPostgreSQL does not answer: " + e.getMessage());
    }
    System.exit(code);
  }

  private int run() throws InterruptedException, SQLException {
    say(
        "Starting PostgreSQL, "
            + (settings.realAws() ? "" : "the AWS simulator, ")
            + "LiveKit ...");
    try (DemoStack stack = DemoStack.start(settings)) {
      if (settings.realAws()) {
        say(COST);
      } else {
        say(SIMULATED);
      }
      say("Starting the worker, as an operator would (log: " + stack.workerLog() + ") ...");
      ChildProcess worker = stack.startWorker("");
      String room = "demo-" + ProcessHandle.current().pid();
      say("Calling the agent in the room " + room + "\n");
      int code = stack.call(room, DemoCall.SAID, DemoCall.options(stack));
      boolean stored = showStored(stack, room);
      boolean english = showEnglishVoice(stack);
      if (code != 0) {
        say(
            "The call failed (exit code "
                + code
                + "); the worker's last lines:\n"
                + worker.tail(20));
      }
      if (!settings.exit()) {
        stayUp(stack, worker);
      }
      return stored && english && code == 0 ? 0 : 1;
    }
  }

  private static boolean showStored(DemoStack stack, String room)
      throws InterruptedException, SQLException {
    long deadline = System.nanoTime() + STORED_LIMIT.toNanos();
    Optional<StoredConversation> stored = StoredConversation.ofRoom(room, stack.jdbcUrl());
    while (!stored.map(StoredConversation::hasEnded).orElse(false)
        && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
      stored = StoredConversation.ofRoom(room, stack.jdbcUrl());
    }
    if (stored.isEmpty()) {
      say("\nPostgreSQL holds nothing of this call.");
      return false;
    }
    say("\nStored in PostgreSQL:\n" + stored.get().table());
    List<String> problems = new ArrayList<>(stored.get().problems(DemoCall.turns(), 1));
    if (!stored.get().hasFromCaller(DemoCall.TYPED)) {
      problems.add("the typed message is not stored");
    }
    problems.forEach(problem -> say("NOT RIGHT: " + problem));
    return problems.isEmpty();
  }

  private static boolean showEnglishVoice(DemoStack stack) {
    if (stack.aws().isEmpty()) {
      say("Which voice spoke English cannot be seen from here with the real services: listen.");
      return true;
    }
    var lines = new ArrayList<String>();
    List<String> problems = DemoCall.englishVoice(stack.aws().get(), lines);
    say("\nThe voices that Polly was asked for, for the English reply:");
    lines.forEach(Demo::say);
    problems.forEach(problem -> say("NOT RIGHT: " + problem));
    return problems.isEmpty();
  }

  private static void stayUp(DemoStack stack, ChildProcess worker) throws InterruptedException {
    String room = "talk-" + ProcessHandle.current().pid();
    var token =
        new AccessToken(stack.variable("LIVEKIT_API_KEY"), stack.variable("LIVEKIT_API_SECRET"));
    token.setIdentity("visitor");
    token.setName("Visitor");
    token.setTtl(TOKEN_MILLIS);
    token.addGrants(new RoomJoin(true), new RoomName(room));
    say(
        """
        Talk to the agent in a browser on this machine:
          page     %s/
        or with any LiveKit client within ten minutes:
          address  %s
          token    %s
        Ctrl-C ends everything.\
        """
            .formatted(stack.pageUrl(), stack.variable("LIVEKIT_URL"), token.toJwt()));
    while (!worker.waitFor(Duration.ofHours(1))) {
      say("Still here; Ctrl-C ends everything.");
    }
    throw new LocalStackException("the worker has ended; its last lines:\n" + worker.tail(20));
  }

  /** Maven killed outright must not leave the demo behind. */
  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(Demo::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread.ofVirtual()
        .start(
            () -> {
              parent.onExit().join();
              say("Maven has ended, and so does the demo.");
              System.exit(1);
            });
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
