package io.echosphere.adapter.http;

import org.jspecify.annotations.Nullable;

/** The server cannot listen where it should; the message names the setting and what to do. */
public final class AddressInUse extends Exception {
  AddressInUse(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
