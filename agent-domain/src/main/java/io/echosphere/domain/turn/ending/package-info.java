/**
 * End of turn from words. In: what was heard so far. Out: how likely it is that the caller has
 * finished. Pure tables and rules, no state, any thread.
 */
@NullMarked
package io.echosphere.domain.turn.ending;

import org.jspecify.annotations.NullMarked;
