package io.echosphere.adapter.smartturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FourierTest {
  private final Fourier fourier = new Fourier();

  @Test
  void powerIsThatOfTheDefinition() {
    var random = new Random(5);
    var samples = random.doubles(3 + Fourier.LENGTH, -1, 1).toArray();
    var window = random.doubles(Fourier.LENGTH, 0, 1).toArray();
    var power = new double[Fourier.BINS];

    fourier.power(samples, 3, window, power);

    for (int bin = 0; bin < Fourier.BINS; bin++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < Fourier.LENGTH; i++) {
        double angle = 2 * Math.PI * bin * i / Fourier.LENGTH;
        re += samples[3 + i] * window[i] * Math.cos(angle);
        im -= samples[3 + i] * window[i] * Math.sin(angle);
      }
      assertThat(power[bin]).as("bin %d", bin).isCloseTo(re * re + im * im, within(1e-9));
    }
  }

  @Test
  void aToneIsInItsBin() {
    var samples = new double[Fourier.LENGTH];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.cos(2 * Math.PI * 37 * i / samples.length);
    }
    var window = new double[Fourier.LENGTH];
    Arrays.fill(window, 1);
    var power = new double[Fourier.BINS];

    fourier.power(samples, 0, window, power);

    assertThat(power[37]).isCloseTo(200.0 * 200, within(1e-6));
    power[37] = 0;
    assertThat(power).containsOnly(new double[] {0}, within(1e-18));
  }
}
