package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig.NoiseSuppression;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import dev.onvoid.webrtc.media.audio.AudioResampler;
import io.echosphere.application.port.out.NoiseSuppressor;
import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * WebRTC's echo canceller, high-pass filter and noise suppression at 48 kHz, then its resampler to
 * 16 kHz. Thread-safe; its channels are not.
 */
public final class WebRtcNoiseSuppressor implements NoiseSuppressor {
  private final Level level;
  private final boolean echo;

  /**
   * Creates a suppressor.
   *
   * @param level how much noise to take away
   * @param echo whether to take the agent's own voice away
   */
  public WebRtcNoiseSuppressor(Level level, boolean echo) {
    this.level = level;
    this.echo = echo;
  }

  @Override
  public Channel open() {
    WebRtc.load();
    return new NativeChannel(level, echo);
  }

  /** How much noise is taken away; the figures are white noise, measured. */
  public enum Level {
    /** Nothing: the audio is only resampled. */
    OFF,
    /** 6 dB. */
    LOW,
    /** 12 dB. */
    MODERATE,
    /** 16 dB. */
    HIGH,
    /** 18 dB. */
    VERY_HIGH;

    /**
     * Reads a level's code, such as {@code very_high}; case does not matter.
     *
     * @throws IllegalArgumentException naming the valid codes
     */
    public static Level of(String code) {
      for (Level level : values()) {
        if (level.code().equals(code.strip().toLowerCase(Locale.ROOT))) {
          return level;
        }
      }
      throw new IllegalArgumentException(
          "'"
              + code
              + "' is not a level of noise suppression; use one of "
              + Arrays.stream(values()).map(Level::code).collect(Collectors.joining(", ")));
    }

    /** The code in configuration. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class NativeChannel implements Channel {
    private final AudioProcessingStreamConfig format =
        new AudioProcessingStreamConfig(AudioFormat.ROOM_RATE_HZ, 1);
    private final byte[] room = new byte[AudioFormat.ROOM_FRAME * Short.BYTES];
    private final byte[] speech = new byte[AudioFormat.SPEECH_FRAME * Short.BYTES];
    private final @Nullable AudioProcessing processing;
    private final AudioResampler resampler;
    private final boolean echo;
    private final AudioProcessingStreamConfig played =
        new AudioProcessingStreamConfig(AudioFormat.SPEECH_RATE_HZ, 1);
    private boolean closed;

    NativeChannel(Level level, boolean echo) {
      this.echo = echo;
      processing = level == Level.OFF && !echo ? null : processing(level, echo);
      resampler = new AudioResampler(AudioFormat.ROOM_RATE_HZ, AudioFormat.SPEECH_RATE_HZ, 1);
    }

    @Override
    public void process(short[] roomSamples, short[] speechSamples) {
      if (closed) {
        throw new IllegalStateException("this channel is closed");
      }
      Pcm.toBytes(roomSamples, AudioFormat.ROOM_FRAME, room);
      if (processing != null) {
        processing.processStream(room, format, format, room);
      }
      resampler.resample(room, AudioFormat.ROOM_FRAME, speech, AudioFormat.SPEECH_FRAME, 1);
      Pcm.toSamples(speech, speechSamples, AudioFormat.SPEECH_FRAME);
    }

    @Override
    public void played(short[] agent) {
      if (echo && processing != null && !closed) {
        Pcm.toBytes(agent, AudioFormat.SPEECH_FRAME, speech);
        processing.processReverseStream(speech, played, played, speech);
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        if (processing != null) {
          processing.dispose();
        }
        resampler.dispose();
      }
    }

    private static AudioProcessing processing(Level level, boolean echo) {
      var config = new AudioProcessingConfig();
      config.echoCanceller.enabled = echo;
      config.highPassFilter.enabled = true;
      config.noiseSuppression.enabled = level != Level.OFF;
      config.noiseSuppression.level =
          switch (level) {
            case OFF, LOW -> NoiseSuppression.Level.LOW;
            case MODERATE -> NoiseSuppression.Level.MODERATE;
            case HIGH -> NoiseSuppression.Level.HIGH;
            case VERY_HIGH -> NoiseSuppression.Level.VERY_HIGH;
          };
      var processing = new AudioProcessing();
      processing.applyConfig(config);
      return processing;
    }
  }
}
