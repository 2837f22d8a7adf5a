/** What was heard: languages, transcripts and the gate that turns probabilities into speech. */
@NullMarked
package io.echosphere.domain.speech;

import org.jspecify.annotations.NullMarked;
