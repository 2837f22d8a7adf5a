package io.echosphere.application.recording;

import java.time.Instant;

/**
 * A fact and when it was told. Immutable.
 *
 * @param fact what is to be kept; its text form holds none of the words
 * @param at by the worker's clock
 */
public record Told(Fact fact, Instant at) {}
