/**
 * Facts on this machine's disk until they are stored. In: {@code FactJournal} calls from the
 * threads {@code journal}, {@code recorder} and {@code journal-adoption}. Out: segment files, and
 * what the database refuses, set aside. Thread: the caller's, blocked for the disk.
 */
@NullMarked
package io.echosphere.adapter.journal;

import org.jspecify.annotations.NullMarked;
