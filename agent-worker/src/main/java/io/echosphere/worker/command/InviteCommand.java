package io.echosphere.worker.command;

import io.echosphere.adapter.http.Invites;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.InvalidConfigException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes an invitation. */
@Command(
    name = "invite",
    header = "Prints an invitation, signed with INVITE_SECRET.",
    description =
        "With --url it is a link to the room's page. Whoever has it may use it until it expires;"
            + " a new INVITE_SECRET makes all invitations worthless.")
final class InviteCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--room", paramLabel = "ROOM", description = "For this room alone.")
  private String room = "";

  @Option(
      names = "--hours",
      paramLabel = "HOURS",
      description = "How long it is good for (default: ${DEFAULT-VALUE}).")
  private int hours = 24;

  @Option(names = "--url", paramLabel = "URL", description = "Address of the page.")
  private String url = "";

  InviteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidConfigException {
    String secret =
        Environment.of(console.variables(), console.directory())
            .variables()
            .getOrDefault("INVITE_SECRET", "");
    if (secret.isEmpty() || hours < 1) {
      console
          .err()
          .println(
              secret.isEmpty()
                  ? "echosphere invite: INVITE_SECRET is not set"
                  : "echosphere invite: --hours must be at least 1");
      return ExitCode.UNUSABLE;
    }
    String invitation;
    try (var timers = new SystemTimers()) {
      Instant expiry = timers.now().plus(Duration.ofHours(hours));
      invitation = new Invites(secret).create(room, expiry);
    }
    console.out().println(url.isEmpty() ? invitation : link(invitation));
    return ExitCode.OK;
  }

  /** After the #, so that it reaches no server's log. */
  private String link(String invitation) {
    String page = url.replaceFirst("/+$", "");
    String path = room.isEmpty() ? "/" : "/room/" + encoded(room);
    return page + path + "#invite=" + invitation;
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
