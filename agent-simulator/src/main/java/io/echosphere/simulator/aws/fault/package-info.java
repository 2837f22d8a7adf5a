/** What goes wrong on purpose: a {@code FaultPlan} hands each call its {@code Fault}, if any. */
@NullMarked
package io.echosphere.simulator.aws.fault;

import org.jspecify.annotations.NullMarked;
