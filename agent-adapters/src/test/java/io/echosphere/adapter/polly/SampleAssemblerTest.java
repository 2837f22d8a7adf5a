package io.echosphere.adapter.polly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class SampleAssemblerTest {
  @Property
  void samplesComeOutAsTheyWentInWhereverTheBytesAreCut(
      @ForAll short[] samples, @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> cuts) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    var assembler = new SampleAssembler();
    List<Short> out = new ArrayList<>();

    for (int cut : cuts) {
      int length = Math.min(cut, bytes.remaining());
      add(out, assembler.samples(bytes.slice(bytes.position(), length)));
      bytes.position(bytes.position() + length);
    }
    add(out, assembler.samples(bytes.slice()));

    List<Short> expected = new ArrayList<>();
    add(expected, samples);
    assertThat(out).isEqualTo(expected);
  }

  private static void add(List<Short> list, short[] samples) {
    for (short sample : samples) {
      list.add(sample);
    }
  }
}
