package io.echosphere.domain.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said so far, as the model is to see it: bounded, and always canonical. Roles alternate,
 * the first and the last line are the user's and no text is blank, because Bedrock refuses anything
 * else. Replies are what was heard, not what was generated. Immutable; each addition returns a new
 * conversation, so that a reply may be asked for on a transcript that may still change.
 */
public final class Conversation {
  /** Stands for the caller when the agent speaks first. */
  static final String CALL_BEGINS = "(The call begins.)";

  /** Stands for the caller when the agent is to speak again. */
  static final String CALLER_SILENT = "(The caller says nothing.)";

  /** Stands after what was said before the agent was lost: the caller may speak as it returns. */
  static final String LINE_WAS_LOST =
      "(The line was lost here and is restored. What the user says next may lack its beginning; if"
          + " it makes no sense, ask them to say it again.)";

  /** Ends a reply that the caller cut short. */
  static final String INTERRUPTED = "[interrupted]";

  /** What the model must know to read the lines; belongs to its instructions. */
  public static final String LEGEND =
      "A reply of yours that ends with "
          + INTERRUPTED
          + " was cut off there by the user, who did not hear the rest. Never write that mark"
          + " yourself.";

  private final Budget budget;
  private final List<Line> lines;

  private Conversation(Budget budget, List<Line> lines) {
    this.budget = budget;
    this.lines = List.copyOf(lines);
  }

  /** A conversation in which nothing was said. */
  public static Conversation within(Budget budget) {
    return new Conversation(budget, List.of());
  }

  /**
   * Adds what the caller said; what follows earlier words of theirs goes on a new line.
   *
   * @param words ignored when blank
   */
  public Conversation userSaid(String words) {
    return with(Role.USER, words);
  }

  /**
   * Adds a reply that the caller heard to its end.
   *
   * @param heard ignored when blank
   */
  public Conversation assistantSaid(String heard) {
    return with(Role.ASSISTANT, heard);
  }

  /**
   * Adds a reply that was cut short, marked as such for the model.
   *
   * @param heard only the part that was played; ignored when blank
   */
  public Conversation assistantInterrupted(String heard) {
    return heard.isBlank() ? this : with(Role.ASSISTANT, heard.strip() + " " + INTERRUPTED);
  }

  /** The canonical view to ask the next reply with; never empty. */
  public List<Line> forModel() {
    List<Line> view = new ArrayList<>(lines.size() + 2);
    if (lines.isEmpty() || lines.getFirst().role() == Role.ASSISTANT) {
      view.add(new Line(Role.USER, CALL_BEGINS));
    }
    view.addAll(lines);
    if (view.getLast().role() == Role.ASSISTANT) {
      view.add(new Line(Role.USER, CALLER_SILENT));
    }
    return List.copyOf(view);
  }

  /** Whether nothing was said yet. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Adds what was said with an agent that was lost, and marks for the model where that was. */
  public Conversation resumed(List<Line> earlier) {
    var all = this;
    for (Line line : earlier) {
      all = all.with(line.role(), line.text());
    }
    return earlier.isEmpty() ? all : all.userSaid(LINE_WAS_LOST);
  }

  private Conversation with(Role role, String words) {
    String text = words.strip();
    if (text.isEmpty()) {
      return this;
    }
    List<Line> next = new ArrayList<>(lines);
    if (!next.isEmpty() && next.getLast().role() == role) {
      text = next.removeLast().text() + "\n" + text;
    }
    next.add(new Line(role, budget.fit(text)));
    forget(next);
    return new Conversation(budget, next);
  }

  /** Drops the oldest turns while there are too many or they are too long; the last one stays. */
  private void forget(List<Line> next) {
    while (budget.isExceededBy(next)) {
      int second = startOfSecondTurn(next);
      if (second == 0) {
        return;
      }
      next.subList(0, second).clear();
    }
  }

  /** A turn is the caller's words and the reply to them, or a reply alone. 0 if there is one. */
  private static int startOfSecondTurn(List<Line> lines) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).role() == Role.USER) {
        return i;
      }
    }
    return 0;
  }

  /**
   * One message as the model sees it.
   *
   * @param role who said it
   * @param text what was said, never blank
   */
  public record Line(Role role, String text) {
    /** A stored message as it was when it was said. */
    public static Line of(Message message) {
      boolean cut = message.role() == Role.ASSISTANT && message.interrupted();
      return new Line(
          message.role(), cut ? message.content() + " " + INTERRUPTED : message.content());
    }
  }

  /**
   * How much is remembered. When it is exceeded, whole turns are forgotten, oldest first.
   *
   * @param turns most turns, at least 1
   * @param tokens most tokens, as {@link Tokens} estimates them, of all texts together and of any
   *     single one, at least 2; a longer text keeps its end. The last turn may exceed it by its
   *     reply.
   */
  public record Budget(int turns, int tokens) {
    public Budget {
      if (turns < 1 || tokens < 2) {
        throw new IllegalArgumentException(
            "a conversation needs at least 1 turn and 2 tokens, not " + turns + " and " + tokens);
      }
    }

    boolean isExceededBy(List<Line> lines) {
      long said = lines.stream().mapToLong(line -> Tokens.estimate(line.text())).sum();
      long asked = lines.stream().filter(line -> line.role() == Role.USER).count();
      long opening = lines.getFirst().role() == Role.ASSISTANT ? 1 : 0;
      return asked + opening > turns || said > tokens;
    }

    String fit(String text) {
      // The cut may fall before white space; a text that was stripped does not end with any.
      return text.substring(Tokens.startOfLast(text, tokens)).strip();
    }
  }
}
