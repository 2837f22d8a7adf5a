package io.echosphere.worker.evaluate;

import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.CorpusClip.Pause;
import io.echosphere.simulator.corpus.Kind;
import io.echosphere.worker.evaluate.Verdicts.Interruption;
import io.echosphere.worker.evaluate.Verdicts.Stored;
import io.echosphere.worker.evaluate.Verdicts.Turn;
import java.io.PrintStream;
import java.util.List;

/** Lists what went wrong, a line each, for whoever tunes a detector. Keeps no state. */
final class Failures {
  /** A caller notices an answer that comes later after their voice. */
  private static final long LATE_MILLIS = 600;

  private Failures() {}

  static void print(Report.Group group, PrintStream out) {
    out.println("\nFailures: " + group.head().strip());
    for (Verdicts call : group.verdicts()) {
      call.turns().forEach(turn -> print(call, turn, out));
      call.interruptions().forEach(sound -> print(call, sound, out));
      call.stored().stream()
          .filter(stored -> !stored.isRight())
          .forEach(stored -> print(call, stored, out));
      if (call.scene().sound() != null && call.interruptions().isEmpty()) {
        out.printf("  %-28s no reply to disturb%n", call.scene().id());
      }
    }
  }

  private static void print(Verdicts call, Turn turn, PrintStream out) {
    boolean isLate = turn.delay().orElse(0) > LATE_MILLIS;
    if (!turn.isCutIn() && !turn.split() && !turn.isMissed() && !isLate) {
      return;
    }
    String what =
        turn.isCutIn()
            ? "cut in " + where(turn.clip(), turn.cutInAt().orElse(0))
            : turn.isMissed()
                ? turn.delay().isPresent()
                    ? "missed, " + turn.delay().getAsLong() + " ms"
                    : "never answered"
                : turn.split()
                    ? "split in two, before it sounded"
                    : "late, " + turn.delay().getAsLong() + " ms";
    out.printf(
        "  %-10s %-12s %-18s %-13s %s%n      %s%n",
        turn.clip().id(),
        turn.clip().kind().code(),
        turn.clip().voice(),
        call.scene().noise(),
        what,
        withPauses(turn.clip()));
  }

  private static void print(Verdicts call, Interruption sound, PrintStream out) {
    boolean slow = sound.clip().kind() == Kind.BACKCHANNEL && sound.silent() > 400;
    if (sound.isAsItShouldBe() && !slow) {
      return;
    }
    out.printf(
        "  %-28s %-12s %-13s %s, held %d ms  %s%n",
        sound.clip().id(),
        sound.clip().kind().code(),
        call.scene().noise(),
        sound.completed() ? "the reply went on" : "the reply was called off",
        sound.silent(),
        sound.clip().kind() == Kind.ECHO
            ? sound.clip().echo().delayMillis() + " ms, " + sound.clip().echo().decibels() + " dB"
            : sound.clip().text());
  }

  private static void print(Verdicts call, Stored stored, PrintStream out) {
    out.printf(
        "  %-28s stored %s (%+d ms)%n      stored: %s%n      reply:  %s%n",
        call.scene().id(),
        stored.isPrefix() ? "ends elsewhere than the sound" : "is not what was said",
        stored.off(),
        stored.stored(),
        stored.reply());
  }

  /** Which pause a time lies in, and how far into it. */
  private static String where(CorpusClip clip, long millis) {
    double seconds = millis / 1_000.0;
    for (Pause pause : clip.pauses()) {
      if (seconds >= pause.start() && seconds < pause.end() + 0.3) {
        return "%.0f ms into a pause of %.0f ms after 「%s」"
            .formatted(
                (seconds - pause.start()) * 1_000,
                (pause.end() - pause.start()) * 1_000,
                before(clip, pause.start()));
      }
    }
    return "%d ms into the turn, where no pause is labelled".formatted(millis);
  }

  private static String before(CorpusClip clip, double seconds) {
    List<String> words =
        clip.words().stream()
            .filter(word -> word.endSeconds() <= seconds + 0.01)
            .map(word -> word.content())
            .toList();
    String joined = String.join(clip.language().startsWith("ja") ? "" : " ", words);
    return joined.length() <= 24 ? joined : "…" + joined.substring(joined.length() - 24);
  }

  /** The text with its pauses where they are. */
  private static String withPauses(CorpusClip clip) {
    var text = new StringBuilder();
    boolean spaced = !clip.language().startsWith("ja");
    int pause = 0;
    for (var word : clip.words()) {
      var pauses = clip.pauses();
      if (pause < pauses.size() && word.startSeconds() >= pauses.get(pause).end() - 0.01) {
        long millis = Math.round((pauses.get(pause).end() - pauses.get(pause).start()) * 1_000);
        text.append(" [").append(millis).append("] ");
        pause++;
      } else if (spaced && !text.isEmpty() && !word.punctuation()) {
        text.append(' ');
      }
      text.append(word.content());
    }
    return text.toString();
  }
}
