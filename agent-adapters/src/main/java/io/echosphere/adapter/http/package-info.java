/**
 * The HTTP server. In: requests of browsers, of servers that let their users in, and of operators.
 * Out: tokens, the voice room page, the stored sessions. Threads: {@code http-<n>} (virtual), one a
 * request; they may wait for the network and the database.
 */
@NullMarked
package io.echosphere.adapter.http;

import org.jspecify.annotations.NullMarked;
