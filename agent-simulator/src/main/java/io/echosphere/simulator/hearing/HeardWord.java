package io.echosphere.simulator.hearing;

/**
 * One item of a result, a word or a punctuation mark, as Transcribe's {@code Item} has it.
 *
 * @param content the word as it is written; words of Japanese follow each other without spaces
 * @param startSeconds where it begins, seconds of audio since the stream began
 * @param endSeconds where it ends, at least {@code startSeconds}
 * @param stable whether later partial results will repeat it unchanged
 * @param punctuation whether it is a punctuation mark and not a word
 */
public record HeardWord(
    String content, double startSeconds, double endSeconds, boolean stable, boolean punctuation) {}
