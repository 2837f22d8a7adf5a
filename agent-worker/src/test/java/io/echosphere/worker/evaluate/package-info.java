/**
 * Judges turn-taking on the labelled corpus, in virtual time. In: {@code simulator.corpus}, the
 * real hearing stage and turn machine. Out: tables. Thread: one a call; calls share nothing but
 * models.
 */
@NullMarked
package io.echosphere.worker.evaluate;

import org.jspecify.annotations.NullMarked;
