package io.echosphere.worker.faults;

/**
 * Something said in a call, as a caller's page shows it.
 *
 * @param agent whether the agent said it
 * @param text the latest text of its segment
 * @param isFinal whether that is all of it
 */
record Heard(boolean agent, String text, boolean isFinal) {}
