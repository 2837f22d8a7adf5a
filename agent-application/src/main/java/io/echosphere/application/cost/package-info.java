/**
 * What calls cost. In: amounts of seconds, tokens and characters, from any thread. Out: the day's
 * total over all workers, and whether the limit is reached. Thread: timers begin each round, an
 * executor waits for the database.
 */
@NullMarked
package io.echosphere.application.cost;

import org.jspecify.annotations.NullMarked;
