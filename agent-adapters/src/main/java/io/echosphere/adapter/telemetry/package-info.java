/**
 * Where traces and measurements go. In: {@code Telemetry} calls from any thread. Out: OTLP over
 * gRPC or HTTP. Thread: the OpenTelemetry SDK's own daemon threads export.
 */
@NullMarked
package io.echosphere.adapter.telemetry;

import org.jspecify.annotations.NullMarked;
