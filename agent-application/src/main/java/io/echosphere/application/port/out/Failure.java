package io.echosphere.application.port.out;

/**
 * What a port reports instead of a technology's exception.
 *
 * @param kind what to do about it
 * @param detail for the log: names the service and its error, never a secret or the caller's words
 */
public record Failure(FailureKind kind, String detail) {}
