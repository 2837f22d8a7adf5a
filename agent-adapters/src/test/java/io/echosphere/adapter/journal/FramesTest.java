package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final List<String> THREE = List.of("one", "zwei", "三つ目の文");

  @Test
  void entriesComeBackInOrder() {
    assertThat(read(file(THREE))).isEqualTo(THREE);
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void anEntryThatIsTornAtAnyByteIsNotReadAndThoseBeforeItAre() {
    byte[] whole = file(THREE);
    int two = file(THREE.subList(0, 2)).length;
    for (int length = two; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length)))
          .as("cut at %d", length)
          .isEqualTo(THREE.subList(0, 2));
    }
  }

  /** Zeroes are what some file systems leave after a power cut. */
  @Test
  void aTailOfZeroesIsNoEntry() {
    byte[] whole = file(THREE);
    assertThat(read(Arrays.copyOf(whole, whole.length + 4_096))).isEqualTo(THREE);
  }

  @Test
  void aFlippedBitAnywhereCostsItsEntryOnly() {
    byte[] whole = file(THREE);
    int one = file(THREE.subList(0, 1)).length;
    int two = file(THREE.subList(0, 2)).length;
    for (int bit = one * 8; bit < two * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      var frames = new Frames(damaged);
      assertThat(frames.next()).isPresent();
      assertThat(frames.damaged()).isZero();
      assertThat(new String(frames.next().orElseThrow().body(), StandardCharsets.UTF_8))
          .as("bit %d", bit)
          .isEqualTo(THREE.get(2));
      assertThat(frames.damaged()).isEqualTo(two - one);
      assertThat(frames.next()).isEmpty();
    }
  }

  /** Who talks like a journal must not be taken for one when something before is damaged. */
  @Test
  void wordsThatLookLikeAnEntryAreNotReadAsOne() {
    var forged =
        new String(
            Frames.frame(7, "forged".getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.ISO_8859_1);
    byte[] damaged = file(List.of(forged, "honest"));
    damaged[9] ^= 1;

    assertThat(read(damaged)).containsExactly("honest");
  }

  @Test
  void aHeaderOfAnotherVersionOrWithDamageIsNotReadable() {
    byte[] header = Frames.header(1_000);
    assertThat(Frames.isReadable(header)).isTrue();
    assertThat(Frames.isReadable(new byte[0])).isFalse();
    for (int at = 0; at < Frames.HEADER; at++) {
      assertThat(Frames.isReadable(Arrays.copyOf(header, at))).isFalse();
      byte[] damaged = header.clone();
      damaged[at] ^= 4;
      assertThat(Frames.isReadable(damaged)).as("byte %d", at).isFalse();
    }
  }

  private static byte[] file(List<String> bodies) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < bodies.size(); i++) {
      out.writeBytes(Frames.frame(i + 1, bodies.get(i).getBytes(StandardCharsets.UTF_8)));
    }
    return out.toByteArray();
  }

  private static List<String> read(byte[] file) {
    var frames = new Frames(file);
    var bodies = new ArrayList<String>();
    for (var next = frames.next(); next.isPresent(); next = frames.next()) {
      bodies.add(new String(next.get().body(), StandardCharsets.UTF_8));
    }
    return bodies;
  }
}
