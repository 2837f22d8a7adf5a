package io.echosphere.adapter.http;

/** What becomes of the name of a room that a visitor asks for. */
public enum RoomNaming {
  /** UUIDs stay; any other name becomes a UUID that nobody can guess without the secret. */
  HASHED,
  /** Only UUIDs are accepted. */
  UUID,
  /** Every name stays as it is: whoever guesses one is in. */
  ANY
}
