package io.echosphere.adapter.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes the real name of a room from the one asked for. A hashed name is a UUID itself (version 8),
 * so that it stays as it is when it comes back in a link. Thread-safe.
 */
final class RoomNames {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RoomNaming naming;
  private final Signer signer;

  RoomNames(RoomNaming naming, String secret) {
    this.naming = naming;
    this.signer = new Signer(secret, "room names");
  }

  /** The real name; empty where the name is not allowed. */
  Optional<String> real(String asked) {
    boolean isUuid = UUID_FORM.matcher(asked).matches();
    return switch (naming) {
      case ANY -> Optional.of(asked);
      case UUID -> isUuid ? Optional.of(lower(asked)) : Optional.empty();
      case HASHED -> Optional.of(isUuid ? lower(asked) : hashed(asked));
    };
  }

  private static String lower(String uuid) {
    return uuid.toLowerCase(Locale.ROOT);
  }

  private String hashed(String name) {
    var bytes = ByteBuffer.wrap(signer.bytes(name));
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
