package io.echosphere.simulator.aws.call;

/**
 * One message of the conversation that was sent to the model.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param text the message's text blocks, joined by line feeds
 */
public record Turn(String role, String text) {}
