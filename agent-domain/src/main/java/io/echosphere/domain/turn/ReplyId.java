package io.echosphere.domain.turn;

/**
 * Names one reply within its session.
 *
 * @param value counts up from 1
 */
public record ReplyId(long value) {}
