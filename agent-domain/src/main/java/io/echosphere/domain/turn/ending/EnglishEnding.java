package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.Edits;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an English text ends as a turn does. English shows best what is unfinished: a word that
 * needs another after it. What is left is judged by the kind of sentence it closes. Pure.
 */
final class EnglishEnding {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}']*");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(?:[0-9]{1,2}:[0-9]{2}|(?:[0-9]|one|two|three|four|five|six|seven|eight|nine|ten"
              + "|eleven|twelve|thirty) ?(?:[ap] ?\\.?m|o'clock))$");

  /** 16, 2036: not digits of a number dictated. */
  private static final Pattern YEAR =
      Pattern.compile("(?:^|[^0-9 ] )(?:[0-9]{1,2},? )?(?:19|20)[0-9]{2}$");

  /** One letter more or less of these makes another word too easily. */
  private static final int SHORT_WORD = 5;

  private static final int POSTAL_DIGITS = 5;
  private static final int MOBILE_DIGITS = 11;

  private static final Set<String> PRONOUNS =
      Set.of("i", "you", "he", "she", "it", "we", "they", "this", "that", "there");
  private static final Set<String> OBJECTS =
      Set.of("it", "that", "this", "them", "him", "her", "me", "one", "everything");
  private static final Set<String> BE = Set.of("is", "are", "was", "were");
  private static final Set<String> ANSWERS =
      Set.of("yes", "yeah", "yep", "no", "nope", "oh", "sure", "okay", "actually");
  private static final Set<String> PLACES = Set.of("from", "to");
  private static final Set<String> MOVES_A_PART = Set.of("turn", "switch");
  private static final Set<String> PARTICLES =
      Set.of(
          "on", "off", "up", "down", "in", "out", "to", "left", "right", "around", "over", "into",
          "back", "it", "that");
  private static final Set<String> COMPARES = Set.of("than", "as");
  private static final Set<String> STREETS =
      Set.of("street", "avenue", "road", "drive", "lane", "boulevard");
  private static final Set<String> COMPLETED_BY_A_NUMBER =
      Set.of(
          "at", "until", "till", "by", "before", "after", "around", "about", "past", "to", "for");
  private static final Set<String> ENDS_QUESTION = Set.of("that", "this", "it", "these", "those");
  private static final Set<String> PARTICLE_VERBS =
      Set.of("turn", "switch", "put", "log", "come", "go", "leave", "keep", "sign", "check");

  /** Words that open the clause which a subordinate one waits for. */
  private static final Set<String> MAIN_CLAUSE =
      Set.of(
          "i", "we", "i'll", "i'd", "i'm", "we'll", "can", "could", "will", "would", "should",
          "what", "how", "where", "let's", "please", "then", "it's", "you", "there");

  /** A main clause cannot begin sooner after its subordinator. */
  private static final int SHORTEST_CLAUSE = 3;

  /** What is longer holds its main clause, whether we see it or not. */
  private static final int LONGEST_CLAUSE = 10;

  private static final Set<String> JOINS = Set.of("so", "but", "and", "or", "then");
  private static final int SHORTEST_QUESTION = 4;
  private static final double ASKED = 0.84;

  private EnglishEnding() {}

  /**
   * What the end of a text says.
   *
   * @param asked what it answers
   */
  static Ending of(Heard heard, String asked) {
    String sentence = heard.lastSentence();
    List<String> words = words(sentence);
    if (words.isEmpty()) {
      return Ending.of(0);
    }
    if (TIME.matcher(heard.text()).find()) {
      return Ending.of(Odds.of(0.78));
    }
    var dictation = EnglishDigits.dictation(heard.text(), asked);
    boolean year =
        dictation.subject() == Dictation.Subject.UNKNOWN && YEAR.matcher(heard.text()).find();
    OptionalDouble dictated =
        (year ? Dictation.NONE : dictation).logOdds(POSTAL_DIGITS, MOBILE_DIGITS);
    if (dictated.isPresent()) {
      return Ending.dictated(dictated.getAsDouble());
    }
    double odds = undictated(words, sentence);
    return isLetter(words.getLast()) ? Ending.dictated(odds) : Ending.of(odds);
  }

  private static double undictated(List<String> words, String sentence) {
    var whole = EnglishTables.WHOLE.whole(joined(words));
    if (whole.isPresent()) {
      return whole.get().logOdds();
    }
    List<String> core = withoutLeads(words);
    double odds = bySentence(words, core);
    boolean waits = waitsForMainClause(core, sentence) || waitsForOther(core);
    return waits ? Math.min(odds, Odds.of(0.2)) : odds;
  }

  /** Either Tuesday ... */
  private static boolean waitsForOther(List<String> core) {
    return core.size() <= SHORTEST_CLAUSE + 1
        && core.indexOf("either") == 0
        && !core.contains("is")
        && !core.contains("or");
  }

  /** A question behind a statement: I'm going out, so do I need an umbrella. */
  private static boolean asksAtLast(List<String> core) {
    for (int at = core.size() - SHORTEST_QUESTION; at > 0; at--) {
      if (JOINS.contains(core.get(at - 1)) && asks(core.subList(at, core.size()))) {
        return true;
      }
    }
    return false;
  }

  /** Its words, in order; punctuation and hyphens divide, apostrophes do not. */
  static List<String> words(String text) {
    return WORD.matcher(text).results().map(result -> result.group()).toList();
  }

  private static double bySentence(List<String> words, List<String> core) {
    OptionalDouble construed = construed(words, core);
    if (construed.isPresent()) {
      return construed.getAsDouble();
    }
    var known = EnglishTables.ENDINGS.longest(joined(words));
    if (known.isEmpty()) {
      return byKind(core);
    }
    double odds = known.get().logOdds();
    if (odds > Odds.of(0.4) && asksAtLast(core)) {
      return Math.max(odds, Odds.of(ASKED));
    }
    return odds > 0 && asks(core) ? odds + 0.3 : odds;
  }

  /** Function words that do close a sentence, by what stands before them. */
  private static OptionalDouble construed(List<String> words, List<String> core) {
    int count = words.size();
    if (count < 2) {
      return OptionalDouble.empty();
    }
    String last = words.getLast();
    String before = words.get(count - 2);
    String first = core.isEmpty() ? "" : core.getFirst();
    boolean particle = last.equals("on") || last.equals("in");
    if (particle && (PARTICLE_VERBS.contains(first) || OBJECTS.contains(before))) {
      return odds(0.82); // turn it on
    }
    OptionalDouble asked = asksWhich(core, last, before);
    if (asked.isPresent()) {
      return asked;
    }
    boolean asksNow = asks(core) || (count > 2 && asks(words.subList(count - 3, count)));
    if (last.equals("that") && core.size() == 3 && EnglishTables.DETERMINERS.contains(first)) {
      return odds(0.2); // the book that
    }
    if (ENDS_QUESTION.contains(last) && asksNow) {
      return odds(0.88); // who is that; but: the problem is that
    }
    if (PRONOUNS.contains(before) && EnglishTables.AUXILIARIES.contains(last)) {
      return answerOrEmbedded(words, core);
    }
    if (before.equals("is") && words.subList(0, count - 2).contains("name")) {
      return odds(0.47); // my name is Lee, and I ...; or: that's L, E, E
    }
    if (endsInOpenNumber(words) && !asksNow) {
      return odds(0.48); // it's twelve: what, or which street
    }
    if (isStreet(last) && words.stream().anyMatch(EnglishDigits::isDigits)) {
      return odds(0.3); // 12 Maple Street, ...
    }
    if (isLetter(last) && (isLetter(before) || !last.equals("i"))) {
      return odds(isLetter(before) ? 0.3 : 0.4); // spelled: s, m, i; or: plan b
    }
    return OptionalDouble.empty();
  }

  /** Questions that put first what their last words are about. */
  private static OptionalDouble asksWhich(List<String> core, String last, String before) {
    int count = core.size();
    if (count < 3 || !EnglishTables.QUESTION_WORDS.contains(core.getFirst())) {
      return OptionalDouble.empty();
    }
    if (count > 3 && EnglishTables.TAKE_AN_OBJECT.contains(last)) {
      return odds(ASKED); // which train do I take
    }
    if (count == 3 && BE.contains(before) && PRONOUNS.contains(last)) {
      return odds(0.88); // who are they
    }
    boolean measures = core.getFirst().equals("how") && PLACES.contains(last);
    if (!measures && EnglishTables.STRANDED.contains(last)) { // but: how far is it from ...
      boolean verbBefore = PRONOUNS.contains(before) || before.endsWith("ing");
      return odds(last.equals("like") || verbBefore ? 0.74 : 0.3); // where are you from
    }
    return OptionalDouble.empty();
  }

  /** A number of what has yet to be said; but: at six thirty, this one. */
  private static boolean endsInOpenNumber(List<String> words) {
    int from = words.size();
    while (from > 0 && EnglishDigits.isDigits(words.get(from - 1))) {
      from--;
    }
    return from > 0
        && from < words.size()
        && !words.getLast().equals("one")
        && !COMPLETED_BY_A_NUMBER.contains(words.get(from - 1));
  }

  /** A street's kind, or what it was misheard as: 12 Maple Mtreet. */
  private static boolean isStreet(String word) {
    return STREETS.stream()
        .anyMatch(
            street ->
                word.equals(street)
                    || (street.length() > SHORT_WORD && Edits.atMostOne(word, street)));
  }

  /** A letter by itself that is no word: any but the article. */
  private static boolean isLetter(String word) {
    return word.length() == 1 && !word.equals("a") && Character.isLetter(word.charAt(0));
  }

  /** Yes, I do. Do you know what time it is. Older than I am. But: I think it is ... */
  private static OptionalDouble answerOrEmbedded(List<String> words, List<String> core) {
    if (core.size() == 2 && ANSWERS.contains(words.getFirst())) {
      return odds(0.85);
    }
    boolean embedded =
        words.subList(1, words.size()).stream()
            .anyMatch(
                word -> EnglishTables.QUESTION_WORDS.contains(word) || COMPARES.contains(word));
    return embedded ? odds(0.82) : OptionalDouble.empty();
  }

  private static double byKind(List<String> core) {
    int count = core.size();
    if (count == 0) {
      return Odds.of(0.5);
    }
    String first = core.getFirst();
    if (asksAtLast(core)) {
      return Odds.of(ASKED);
    }
    if (asks(core)) {
      return Odds.of(count >= 4 ? ASKED : count == 3 ? 0.75 : 0.4);
    }
    if (MOVES_A_PART.contains(first) && core.stream().noneMatch(PARTICLES::contains)) {
      return Odds.of(0.3); // turn the lights
    }
    if (EnglishTables.COMMANDS.contains(first)) {
      return Odds.of(count >= 3 ? 0.8 : count == 2 ? 0.72 : 0.3);
    }
    boolean subject = EnglishTables.DETERMINERS.contains(first) && !core.contains("is");
    if (subject && count <= 3) {
      return Odds.of(count == 3 ? 0.4 : 0.28); // my sister ...
    }
    if (PRONOUNS.contains(first) && count == 2) {
      return Odds.of(0.4);
    }
    return Odds.of(count <= 3 ? 0.72 : 0.68);
  }

  private static boolean asks(List<String> core) {
    if (core.isEmpty()) {
      return false;
    }
    String first = core.getFirst();
    if (first.equals("when")) {
      return core.size() >= 2 && EnglishTables.AUXILIARIES.contains(core.get(1));
    }
    return EnglishTables.QUESTION_WORDS.contains(first)
        || EnglishTables.AUXILIARIES.contains(first);
  }

  private static boolean waitsForMainClause(List<String> core, String sentence) {
    if (core.size() < 2
        || core.size() > LONGEST_CLAUSE
        || asks(core)
        || sentence.contains(",")
        || !EnglishTables.SUBORDINATORS.contains(core.getFirst())) {
      return false;
    }
    for (int i = SHORTEST_CLAUSE; i < core.size() - 1; i++) {
      String word = core.get(i);
      if (MAIN_CLAUSE.contains(word) || EnglishTables.COMMANDS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> withoutLeads(List<String> words) {
    int from = 0;
    while (from < words.size() && EnglishTables.LEADS.contains(words.get(from))) {
      from++;
    }
    return words.subList(from, words.size());
  }

  private static String joined(List<String> words) {
    return " " + String.join(" ", words);
  }

  private static OptionalDouble odds(double probability) {
    return OptionalDouble.of(Odds.of(probability));
  }
}
