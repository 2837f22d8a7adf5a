package io.echosphere.domain.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of one turn, gathered from transcripts that replace one another. Immutable.
 *
 * @param segments in the order in which they were first heard
 */
public record Words(List<Transcript> segments) {
  private static final Words NONE = new Words(List.of());

  public Words {
    segments = List.copyOf(segments);
  }

  /** No words yet. */
  public static Words none() {
    return NONE;
  }

  /** With one more transcript: it replaces what was known of its segment, unless that was final. */
  public Words with(Transcript transcript) {
    var next = new ArrayList<>(segments);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).segment().equals(transcript.segment())) {
        if (!next.get(i).isFinal()) {
          next.set(i, transcript);
        }
        return new Words(next);
      }
    }
    next.add(transcript);
    return new Words(next);
  }

  /** Without what was heard in these segments. */
  public Words without(Set<String> withdrawn) {
    return new Words(
        segments.stream().filter(known -> !withdrawn.contains(known.segment())).toList());
  }

  /** Whether a segment with this id is among them. */
  public boolean knows(String segment) {
    return segments.stream().anyMatch(known -> known.segment().equals(segment));
  }

  /** What was heard in a segment; empty if nothing was. */
  public String of(String segment) {
    return segments.stream()
        .filter(known -> known.segment().equals(segment))
        .map(Transcript::text)
        .findFirst()
        .orElse("");
  }

  /** All of the text, trimmed; Latin words are kept apart by a space, Japanese ones are not. */
  public String text() {
    var text = new StringBuilder();
    for (Transcript segment : segments) {
      String next = segment.text().strip();
      if (!text.isEmpty() && !next.isEmpty() && needsSpace(text.charAt(text.length() - 1))) {
        text.append(' ');
      }
      text.append(next);
    }
    return text.toString();
  }

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    return text().isBlank();
  }

  /** Whether the recogniser will change none of them. */
  public boolean isFinal() {
    return segments.stream().allMatch(Transcript::isFinal);
  }

  /** The beginnings of them that the recogniser will not change any more. */
  public Words stable() {
    return new Words(
        segments.stream()
            .map(
                known ->
                    new Transcript(
                        known.segment(),
                        known.stableText(),
                        known.stableLength(),
                        known.isFinal(),
                        known.language()))
            .toList());
  }

  /** The language most recently heard; {@code otherwise} when there are no words. */
  public Language language(Language otherwise) {
    return segments.isEmpty() ? otherwise : segments.getLast().language();
  }

  private static boolean needsSpace(char last) {
    return last < 0x2E80; // below the first block of East Asian scripts
  }
}
