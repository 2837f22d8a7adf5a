package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.conversation.Clause;
import io.echosphere.domain.speech.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clauses of one reply and where each lies in its sound: what was heard is read from here.
 * Owned by the reply's thread.
 */
final class Script {
  /** A voice's pace where the clause's true length is not known yet; both languages' slower end. */
  private static final int SAMPLES_PER_CHARACTER = AudioFormat.speechSamples(170);

  private static final int SENTENCE_PAUSE_MS = 250;
  static final int CLAUSE_PAUSE_MS = 100;

  /** After a first clause that ends at a seam, where nothing is written: no more than a breath. */
  private static final int SEAM_PAUSE_MS = 40;

  /** Characters that are spoken in less time than it takes to make what follows. */
  private static final int SHORT = 8;

  private final List<Line> lines = new ArrayList<>();
  private int sounded;
  private int finished;
  private long filler;

  private static final class Line {
    private final Clause clause;
    private long start = -1;
    private long length;
    private boolean isWhole;

    Line(Clause clause) {
      this.clause = clause;
    }

    long expectedLength() {
      return isWhole
          ? length
          : Math.max(length, (long) clause.speakable().length() * SAMPLES_PER_CHARACTER);
    }
  }

  /** Sound that is no part of the reply comes first. */
  void begin(long fillerSamples) {
    filler = fillerSamples;
  }

  /** Samples of the reply itself among those that were played. */
  long spoken(long played) {
    return Math.max(0, played - filler);
  }

  void add(Clause clause) {
    lines.add(new Line(clause));
  }

  int size() {
    return lines.size();
  }

  Clause clause(int index) {
    return lines.get(index).clause;
  }

  /** How urgent the sound of a clause is: someone waits for it, or will after the word before. */
  Urgency urgency(int index) {
    int before =
        lines.subList(0, index).stream().mapToInt(line -> line.clause.speakable().length()).sum();
    return before < SHORT ? Urgency.FIRST_CLAUSE : Urgency.LOOK_AHEAD;
  }

  /** The pause after a clause, in ms. */
  int pauseAfter(int index) {
    String source = clause(index).source().strip();
    if (Phrases.endsSentence(source)) {
      return SENTENCE_PAUSE_MS;
    }
    boolean atSeam =
        !source.isEmpty() && Character.isLetterOrDigit(source.codePointBefore(source.length()));
    return atSeam ? SEAM_PAUSE_MS : CLAUSE_PAUSE_MS;
  }

  /** Sound of a clause was appended at a position of the reply's sound. */
  void sounds(int index, long start, int samples) {
    var line = lines.get(index);
    if (line.start < 0) {
      line.start = start;
    }
    line.length += samples;
  }

  /** No more sound of a clause comes. */
  void whole(int index, long end) {
    var line = lines.get(index);
    if (line.start < 0) {
      line.start = end;
    }
    line.isWhole = true;
  }

  /** Whether no sound of a clause has come yet. */
  boolean isUnsounded(int index) {
    return lines.get(index).length == 0;
  }

  void started() {
    sounded++;
  }

  /** Clauses whose playing has begun. */
  int startedCount() {
    return sounded;
  }

  /** All that was written. */
  String text() {
    return text(lines.size());
  }

  /**
   * What was heard: a prefix of what was written.
   *
   * @param played samples of the reply's sound that were played
   */
  String heard(long played) {
    var heard = new StringBuilder();
    for (Line line : lines) {
      if (line.clause.isSilent()) {
        if (spoken(played) > 0) {
          heard.append(line.clause.source());
        }
        continue;
      }
      if (line.start < 0 || played <= line.start) {
        break;
      }
      long share = played - line.start;
      if (!line.isWhole || share < line.length) {
        heard.append(line.clause.heard((double) share / line.expectedLength()));
        break;
      }
      heard.append(line.clause.source());
    }
    return heard.toString();
  }

  /**
   * The clauses that have been played to their end, if there are more of them than when this was
   * last asked.
   *
   * @param played samples of the reply's sound that were played
   */
  Optional<String> newlyFinished(long played) {
    int before = finished;
    while (finished < lines.size() && isFinished(lines.get(finished), played)) {
      finished++;
    }
    return finished > before ? Optional.of(text(finished)) : Optional.empty();
  }

  private boolean isFinished(Line line, long played) {
    boolean soundless = line.clause.isSilent() || (line.isWhole && line.length == 0);
    return soundless ? spoken(played) > 0 : line.isWhole && played >= line.start + line.length;
  }

  /** The text of so many clauses, from the first on. */
  private String text(int count) {
    var text = new StringBuilder();
    lines.subList(0, count).forEach(line -> text.append(line.clause.source()));
    return text.toString();
  }

  /** A failure that stands for a reply without words. */
  static Optional<Failure> emptyReply(Script script) {
    boolean silent = script.lines.stream().allMatch(line -> line.clause.isSilent());
    return silent
        ? Optional.of(new Failure(FailureKind.MALFORMED, "the model said nothing"))
        : Optional.empty();
  }

  /** How many clauses before one have nothing to be spoken. */
  int silentBefore(int index) {
    int silent = 0;
    for (int i = 0; i < index; i++) {
      silent += clause(i).isSilent() ? 1 : 0;
    }
    return silent;
  }
}
