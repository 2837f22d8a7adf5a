package io.echosphere.adapter.http;

import io.echosphere.application.port.in.BrowseSessions;
import io.echosphere.application.port.in.IssueToken;
import io.echosphere.application.port.out.Timers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of the application.
 *
 * @param tokens lets visitors in; null without LiveKit's keys
 * @param sessions the stored sessions; null without a database
 * @param readiness whether the process is of use; may block for a second or two
 * @param timers the clock
 */
public record HttpParts(
    @Nullable IssueToken tokens,
    @Nullable BrowseSessions sessions,
    Supplier<Health> readiness,
    Timers timers) {}
