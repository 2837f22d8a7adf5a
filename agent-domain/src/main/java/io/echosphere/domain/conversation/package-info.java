/** What was said: messages, history and speakable clauses. */
@NullMarked
package io.echosphere.domain.conversation;

import org.jspecify.annotations.NullMarked;
