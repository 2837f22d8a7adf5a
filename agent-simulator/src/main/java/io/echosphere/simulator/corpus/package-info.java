/**
 * The labelled speech with which turn-taking is judged. In: the texts and labels beside this
 * package's resources, synthesizers and recordings of this machine. Out: PCM and its labels in the
 * user's cache. Thread: any; what is made is immutable.
 */
@NullMarked
package io.echosphere.simulator.corpus;

import org.jspecify.annotations.NullMarked;
