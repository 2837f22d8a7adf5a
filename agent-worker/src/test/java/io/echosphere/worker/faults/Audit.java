package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Turn;
import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.endtoend.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One call's messages as they are stored, beside what was said and what its caller was shown.
 *
 * @param messages how many are stored
 * @param lost what was shown as final but is not stored, or, where nothing may be lost, what was
 *     said but is not stored
 * @param doubled what is stored more often than it was said
 * @param missing how many letters of what was said are not stored
 * @param problems in words
 */
record Audit(int messages, int lost, int doubled, int missing, List<String> problems) {
  Audit {
    problems = List.copyOf(problems);
  }

  /**
   * Compares.
   *
   * @param stored all sessions of the call's room
   * @param loss what may be lost
   */
  static Audit of(PatientCaller caller, List<StoredSession> stored, Loss loss) {
    var judge = new Judge(caller);
    List<String> user = stored.stream().flatMap(it -> it.said("user").stream()).toList();
    List<String> agent = stored.stream().flatMap(it -> it.said("assistant").stream()).toList();
    if (stored.size() != 1) {
      judge.problems.add(stored.size() + " sessions instead of one");
    }
    judge.words(user, loss);
    judge.replies(agent);
    int messages = user.size() + agent.size();
    return new Audit(messages, judge.lost, judge.doubled, judge.missing, judge.problems);
  }

  boolean isClean() {
    return problems.isEmpty();
  }

  /** Collects what is wrong. */
  private static final class Judge {
    private final List<String> said;
    private final List<Heard> heard;
    private final List<String> problems = new ArrayList<>();
    private int lost;
    private int doubled;
    private int missing;

    Judge(PatientCaller caller) {
      this.said = caller.said();
      this.heard = caller.heard();
    }

    /** Turns may be cut anywhere, so it is the words that count, in their order. */
    void words(List<String> stored, Loss loss) {
      String whole = letters(String.join("", said.stream().map(Stack::words).toList()));
      String kept = letters(String.join("", stored));
      missing = Math.max(0, whole.length() - kept.length());
      int known = inOrder(stored, whole, loss == Loss.A_WORD);
      if (known < stored.size()) {
        doubled += stored.size() - known;
        problems.add("'%s' is stored, after '%s' was said".formatted(stored.get(known), said));
      }
      if (missing > loss.letters() && known == stored.size()) {
        lost++;
        problems.add(
            "%d of %d letters said are stored: %s of %s"
                .formatted(kept.length(), whole.length(), stored, said));
      }
      List<String> shown = shown(false);
      int found = inOrder(shown, kept, false);
      if (found < shown.size()) {
        lost += shown.size() - found;
        problems.add("user message " + (found + 1) + " was shown but is not stored");
      }
    }

    void replies(List<String> stored) {
      int cursor = 0;
      for (String reply : shown(true)) {
        int at = indexFrom(stored, cursor, reply);
        if (at < 0) {
          lost++;
          problems.add("a reply of " + reply.length() + " letters was heard but is not stored");
        } else {
          cursor = at + 1;
        }
      }
      for (Heard broken : heard) {
        String clauses = broken.isFinal() ? "" : heardWhole(broken.text());
        if (broken.agent()
            && !clauses.isEmpty()
            && stored.stream().noneMatch(it -> letters(it).startsWith(letters(clauses)))) {
          lost++;
          problems.add(clauses.length() + " letters of a broken reply were heard but not stored");
        }
      }
      for (String clip : said.stream().distinct().toList()) {
        String reply = Stack.replyTo(clip);
        long times = stored.stream().filter(reply::equals).count();
        long asked = said.stream().filter(clip::equals).count();
        if (times > asked) {
          doubled += (int) (times - asked);
          problems.add("the reply to " + clip + " is stored " + times + " times");
        }
      }
    }

    private List<String> shown(boolean agent) {
      return heard.stream()
          .filter(it -> it.agent() == agent && it.isFinal() && !it.text().isBlank())
          .map(Heard::text)
          .toList();
    }
  }

  /**
   * How many of the parts are found in the whole, each after the one before.
   *
   * @param holes whether a part may lack some of the whole's letters
   */
  static int inOrder(List<String> parts, String whole, boolean holes) {
    int cursor = 0;
    for (int index = 0; index < parts.size(); index++) {
      String part = letters(parts.get(index));
      for (String piece : holes ? part.split("") : new String[] {part}) {
        int at = whole.indexOf(piece, cursor);
        if (at < 0) {
          return index;
        }
        cursor = at + piece.length();
      }
    }
    return parts.size();
  }

  /** The clauses of a broken reply that had been played: all but the last, which was playing. */
  static String heardWhole(String text) {
    int end = -1;
    int before = -1;
    for (int index = 0; index < text.length(); index++) {
      if ("。！？.!?".indexOf(text.charAt(index)) >= 0) {
        before = end;
        end = index;
      }
    }
    boolean playingAnother = end >= 0 && end < text.length() - 1;
    int last = playingAnother ? end : before;
    return text.substring(0, last + 1).strip();
  }

  private static int indexFrom(List<String> all, int from, String wanted) {
    for (int index = from; index < all.size(); index++) {
      if (letters(all.get(index)).equals(letters(wanted))) {
        return index;
      }
    }
    return -1;
  }

  /** Whether a model was given what a clip says, in one turn or over several. */
  static boolean mentions(Call call, String clip) {
    String said = letters(String.join("", call.history().stream().map(Turn::text).toList()));
    return said.contains(letters(Stack.words(clip)));
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
