package io.echosphere.adapter.livekit.room.early;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Decodes what a client recorded before the agent came: Opus in WebM or Ogg, as browsers make it,
 * or 16-bit little-endian PCM, as native clients do. AAC in MP4 (older Safari) is not read. Safe
 * for input from anybody: time and memory are bounded by {@link #MAX_SECONDS} and the input's size.
 */
public final class EarlyAudio {
  /** Of a longer recording the end is kept: it is what the live audio goes on from. */
  public static final int MAX_SECONDS = 10;

  /** The same in samples at 48 kHz: whole frames. */
  public static final int MAX_SAMPLES = MAX_SECONDS * AudioFormat.ROOM_RATE_HZ;

  private static final int MAX_CHANNELS = 2;

  private EarlyAudio() {}

  /**
   * Decodes a recording.
   *
   * @param mimeType as the client names it; may be empty, as native clients leave it
   * @param attributes of PCM: {@code sampleRate} in Hz and {@code channels}
   * @return mono samples at 48 kHz, in whole frames of 480, at most {@link #MAX_SECONDS}; the first
   *     frame is filled up with silence in front
   * @throws UnreadableAudio if it is of an unknown kind, or broken
   */
  public static short[] decode(String mimeType, Map<String, String> attributes, byte[] bytes)
      throws UnreadableAudio {
    return wholeFrames(samples(mimeType, attributes, bytes));
  }

  private static short[] samples(String mimeType, Map<String, String> attributes, byte[] bytes)
      throws UnreadableAudio {
    if (WebmOpus.matches(bytes)) {
      return OpusSound.decode(WebmOpus.read(bytes));
    }
    if (OggOpus.matches(bytes)) {
      return OpusSound.decode(OggOpus.read(bytes));
    }
    if (isPcm(mimeType)) {
      return pcm(attributes, bytes);
    }
    throw new UnreadableAudio("its kind is unknown; readable are WebM and Ogg with Opus, and PCM");
  }

  private static boolean isPcm(String mimeType) {
    String type = mimeType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    return switch (type) {
      case "", "application/octet-stream", "audio/raw", "audio/x-raw", "audio/pcm", "audio/l16" ->
          !mimeType.contains("codecs=");
      default -> false;
    };
  }

  private static short[] pcm(Map<String, String> attributes, byte[] bytes) throws UnreadableAudio {
    int rate = number(attributes, "sampleRate");
    int channels = number(attributes, "channels");
    if (!Resampling.knows(rate) || channels < 1 || channels > MAX_CHANNELS) {
      throw new UnreadableAudio("PCM at " + rate + " Hz with " + channels + " channels");
    }
    int width = channels * Short.BYTES;
    int frames = bytes.length / width;
    int kept = Math.min(frames, MAX_SECONDS * rate);
    var mono = new short[kept];
    for (int i = 0; i < kept; i++) {
      int at = (frames - kept + i) * width;
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += (bytes[at + 2 * channel] & 0xFF) | bytes[at + 2 * channel + 1] << 8;
      }
      mono[i] = (short) (sum / channels);
    }
    return Resampling.toRoomRate(mono, rate);
  }

  private static int number(Map<String, String> attributes, String name) throws UnreadableAudio {
    try {
      return Integer.parseInt(attributes.getOrDefault(name, "").strip());
    } catch (NumberFormatException e) {
      throw new UnreadableAudio("PCM whose " + name + " is not named");
    }
  }

  private static short[] wholeFrames(short[] samples) {
    int kept = Math.min(samples.length, MAX_SAMPLES);
    int frame = AudioFormat.ROOM_FRAME;
    int length = (kept + frame - 1) / frame * frame;
    if (length == samples.length) {
      return samples;
    }
    var whole = new short[length];
    System.arraycopy(samples, samples.length - kept, whole, length - kept, kept);
    return whole;
  }

  /** The last samples of a longer run. */
  static short[] last(short[] samples, int from, int to) {
    return Arrays.copyOfRange(samples, Math.max(from, to - MAX_SAMPLES), to);
  }
}
