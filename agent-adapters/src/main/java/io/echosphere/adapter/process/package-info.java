/**
 * The process as the operating system sees it. In: Linux's {@code /proc} and control groups. Out:
 * {@code ProcessMemory}. Thread: any but audio's.
 */
@NullMarked
package io.echosphere.adapter.process;

import org.jspecify.annotations.NullMarked;
