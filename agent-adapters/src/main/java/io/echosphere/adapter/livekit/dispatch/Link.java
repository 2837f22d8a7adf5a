package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.adapter.livekit.dispatch.WorkerTransport.Socket;

/** Where a worker stands with its server. */
sealed interface Link {
  /** Between two attempts, or not started. */
  record Down() implements Link {}

  /** The connection is being opened, or stands and waits for the registration to be answered. */
  record Connecting(Socket socket) implements Link {}

  /** Registered: jobs may come. */
  record Registered(Socket socket, String workerId) implements Link {}

  /** Closed for good. */
  record Closed() implements Link {}
}
