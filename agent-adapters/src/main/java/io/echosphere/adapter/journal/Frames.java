package io.echosphere.adapter.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The form of a segment file: a header, then entries. All numbers are big-endian.
 *
 * <pre>
 * header  magic "ESJ1" (4) · version (4) · created, ms since 1970 (8) · CRC32C of these (4)
 * entry   mark (4) · length of number and body (4) · CRC32C of length, number and body (4)
 *         · number (8) · body
 * </pre>
 *
 * The mark holds a byte that no UTF-8 text has, so nothing that anybody says looks like an entry
 * when a reader searches for the next one after damage. Owned by one thread.
 */
final class Frames {
  static final int HEADER = 20;

  private static final int MAGIC = 0x45534A31;
  private static final int VERSION = 1;
  private static final int MARK = 0xFFE5FACE;
  private static final int PREFIX = 12;
  private static final int NUMBER = 8;

  /** A reply is some KB; a length beyond this is damage. */
  static final int LONGEST_BODY = 4 << 20;

  private final ByteBuffer bytes;
  private int damaged;

  /**
   * Reads entries.
   *
   * @param bytes whole entries, unless they are damaged; without the header
   */
  Frames(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * An entry.
   *
   * @param number counts the entries of a journal
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(long number, byte[] body) {}

  static byte[] header(long createdMillis) {
    var out = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(VERSION).putLong(createdMillis);
    return out.putInt(headerCrc(out.array())).array();
  }

  /** Whether a file of this beginning can be read by this version. */
  static boolean isReadable(byte[] file) {
    if (file.length < HEADER) {
      return false;
    }
    var in = ByteBuffer.wrap(file);
    return in.getInt() == MAGIC
        && in.getInt() == VERSION
        && in.getInt(HEADER - 4) == headerCrc(file);
  }

  /** An entry as it stands in the file. */
  static byte[] frame(long number, byte[] body) {
    int length = NUMBER + body.length;
    var out = ByteBuffer.allocate(PREFIX + length);
    out.putInt(MARK).putInt(length).putInt(0).putLong(number).put(body);
    return out.putInt(8, entryCrc(out.array(), 0, length)).array();
  }

  /** The next entry that is whole; what is damaged before it is skipped. */
  Optional<Frame> next() {
    damaged = 0;
    int start = bytes.position();
    for (int at = start; at <= bytes.limit() - PREFIX - NUMBER; at++) {
      if (bytes.getInt(at) == MARK && isWhole(at)) {
        damaged = at - start;
        int length = bytes.getInt(at + 4);
        var body = new byte[length - NUMBER];
        bytes.get(at + PREFIX + NUMBER, body);
        bytes.position(at + PREFIX + length);
        return Optional.of(new Frame(bytes.getLong(at + PREFIX), body));
      }
    }
    damaged = bytes.limit() - start;
    bytes.position(bytes.limit());
    return Optional.empty();
  }

  /** How many bytes before what was last read, or before the end, belong to no whole entry. */
  int damaged() {
    return damaged;
  }

  /** Where the next entry begins. */
  int position() {
    return bytes.position();
  }

  private boolean isWhole(int at) {
    int length = bytes.getInt(at + 4);
    return length >= NUMBER
        && length <= NUMBER + LONGEST_BODY
        && length <= bytes.limit() - at - PREFIX
        && bytes.getInt(at + 8) == entryCrc(bytes.array(), at, length);
  }

  /** Of an entry: its length, number and body. */
  private static int entryCrc(byte[] file, int entry, int length) {
    var crc = new CRC32C();
    crc.update(file, entry + 4, 4);
    crc.update(file, entry + PREFIX, length);
    return (int) crc.getValue();
  }

  private static int headerCrc(byte[] file) {
    var crc = new CRC32C();
    crc.update(file, 0, HEADER - 4);
    return (int) crc.getValue();
  }
}
