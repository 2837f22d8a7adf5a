/**
 * The fault suite. In: the packaged distribution, real servers and a list of what can break. Out:
 * one row for each fault and moment: what the calls came to, what was stored, what the worker said
 * of it. Thread: the main thread runs rows; each caller has threads of its own.
 */
@NullMarked
package io.echosphere.worker.faults;

import org.jspecify.annotations.NullMarked;
