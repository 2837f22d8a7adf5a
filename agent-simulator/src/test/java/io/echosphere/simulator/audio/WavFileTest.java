package io.echosphere.simulator.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

class WavFileTest {
  private final short[] samples = {0, 1, -1, 32_767, -32_768, 12_345};
  private final byte[] bytes = new WavFile(16_000, samples).toBytes();

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    WavFile read = WavFile.parse(bytes);

    assertThat(read.sampleRateHz()).isEqualTo(16_000);
    assertThat(read.samples()).isEqualTo(samples);
  }

  @Test
  void otherReadersUnderstandIt() throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
      AudioFormat format = in.getFormat();
      assertThat(format.getSampleRate()).isEqualTo(16_000f);
      assertThat(format.getChannels()).isEqualTo(1);
      assertThat(in.getFrameLength()).isEqualTo(samples.length);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 44, bytes.length));
    }
  }

  @Test
  void unknownChunksAndOpenSizesAreReadOver() throws IOException {
    ByteBuffer odd = ByteBuffer.allocate(bytes.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    odd.put(bytes, 0, 36).put(new byte[] {'L', 'I', 'S', 'T'}).putInt(3).put(new byte[4]);
    odd.put(bytes, 36, bytes.length - 36);
    odd.putInt(12 + 36 + 4, -1);

    assertThat(WavFile.parse(odd.array()).samples()).isEqualTo(samples);
  }

  @Test
  void whatItCannotReadIsSaid() {
    assertThatThrownBy(() -> WavFile.parse(new byte[3])).hasMessageContaining("RIFF");
    assertThatThrownBy(() -> WavFile.parse(Arrays.copyOf(bytes, 20)))
        .hasMessageContaining("no fmt chunk");
    byte[] stereo = bytes.clone();
    stereo[22] = 2;
    assertThatThrownBy(() -> WavFile.parse(stereo)).hasMessageContaining("2 channels");
  }
}
