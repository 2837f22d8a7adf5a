/** HTTP/1.1 and HTTP/2 below, requests and answers above; each exchange owned by its event loop. */
@NullMarked
package io.echosphere.simulator.aws.wire;

import org.jspecify.annotations.NullMarked;
