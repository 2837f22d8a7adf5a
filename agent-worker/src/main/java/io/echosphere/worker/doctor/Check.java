package io.echosphere.worker.doctor;

import java.util.concurrent.Callable;

/**
 * Something that can be checked.
 *
 * @param name a word or two, for the table
 * @param needs name of the check without which this one tells nothing; empty if there is none
 * @param question finds out; may block and may throw
 */
record Check(String name, String needs, Callable<Finding> question) {
  Check(String name, Callable<Finding> question) {
    this(name, "", question);
  }
}
