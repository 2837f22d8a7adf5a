package io.echosphere.worker.command;

import io.echosphere.adapter.eventlog.Replay;
import io.echosphere.adapter.eventlog.Replay.Decision;
import io.echosphere.adapter.eventlog.Replay.Difference;
import io.echosphere.adapter.eventlog.Replay.Ending;
import io.echosphere.adapter.eventlog.Replay.UnreadableLog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Decides logged calls again. */
@Command(
    name = "replay",
    header = "Replays logs of SESSION_EVENT_LOG and names the first decision that differs.",
    description =
        "Every logged event goes through the turn machine of this version, with the settings of"
            + " the log. Exits with 0 if every log leads to the same decisions as far as it goes."
            + " What is printed of a difference holds the caller's words.")
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, one for each call.")
  private List<Path> files = List.of();

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean same = true;
    for (Path file : files) {
      same &= replay(file);
    }
    console.out().flush();
    return same ? ExitCode.OK : ExitCode.FAILED;
  }

  private boolean replay(Path file) {
    try {
      var result = Replay.of(file);
      result
          .firstDifference()
          .ifPresentOrElse(
              difference -> show(file, result.version(), difference), () -> show(file, result));
      return result.firstDifference().isEmpty();
    } catch (UnreadableLog unreadable) {
      console.err().println(file + ": cannot be replayed: " + unreadable.getMessage());
    } catch (NoSuchFileException _) {
      console.err().println(file + ": there is no such file");
    } catch (IOException e) {
      console.err().println(file + ": cannot be read: " + e.getMessage());
    }
    return false;
  }

  private void show(Path file, Replay.Result result) {
    String incomplete =
        switch (result.ending()) {
          case Ending.Complete() -> "";
          case Ending.Lost(var events) ->
              "; incomplete: " + events + " more were not logged, the disk was too slow";
          case Ending.Open() ->
              "; incomplete: the call goes on, or its log was cut off with the worker or the disk";
          case Ending.Torn() -> "; incomplete: the file ends within a line";
        };
    console.out().println(file + ": " + result.steps() + " events, no difference" + incomplete);
  }

  private void show(Path file, String version, Difference difference) {
    var out = console.out();
    out.printf(
        "%s:%d: decided otherwise (logged by %s, replayed by %s)%n",
        file, difference.line(), version, BuildInfo.ofThis().version());
    out.println("  event:  " + (difference.event().isEmpty() ? "none yet" : difference.event()));
    show("logged: ", difference.logged());
    show("now:    ", difference.now());
  }

  private void show(String title, Decision decision) {
    console.out().println("  " + title + decision.state());
    decision.effects().forEach(effect -> console.out().println("    " + effect));
  }
}
