package io.echosphere.adapter.polly;

import io.echosphere.adapter.aws.Budget;
import io.echosphere.adapter.aws.VoiceCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How text is spoken.
 *
 * @param voice the voice for everything but English, in {@link VoiceCatalog}
 * @param englishVoice the voice for English, in {@link VoiceCatalog}; when empty, {@code voice}
 * @param budget how long a clause may take, once its turn has come
 * @param limits the account's quota
 * @param manner how it is to be pronounced
 */
public record PollySettings(
    String voice, Optional<String> englishVoice, Budget budget, Limits limits, Manner manner) {
  /** The first byte of a clause takes 100 to 300 ms; a clause is over in a second or two. */
  public static final Budget DEFAULT_BUDGET =
      new Budget(
          Duration.ofSeconds(4),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofMillis(150));

  public PollySettings {
    requireKnown(voice);
    englishVoice.ifPresent(PollySettings::requireKnown);
  }

  /** The usual budget, with a quota. */
  public static PollySettings of(
      String voice, Optional<String> englishVoice, Limits limits, Manner manner) {
    return new PollySettings(voice, englishVoice, DEFAULT_BUDGET, limits, manner);
  }

  private static void requireKnown(String voice) {
    if (VoiceCatalog.engineFor(voice).isEmpty()) {
      throw new IllegalArgumentException(
          "'" + voice + "' is not a Polly voice known here; see VoiceCatalog");
    }
  }

  /**
   * How text is pronounced.
   *
   * @param lexicons names of pronunciation lexicons in the account and region, at most 5; Polly
   *     takes those of the voice's language
   * @param ratePercent pace, 20 to 200; other than 100, text goes as SSML
   */
  public record Manner(List<String> lexicons, int ratePercent) {
    /** As the voice speaks by itself. */
    public static final Manner PLAIN = new Manner(List.of(), 100);

    private static final int MOST_LEXICONS = 5;

    public Manner {
      lexicons = List.copyOf(lexicons);
      if (lexicons.size() > MOST_LEXICONS || ratePercent < 20 || ratePercent > 200) {
        throw new IllegalArgumentException(
            lexicons.size() + " lexicons at " + ratePercent + " % are more than Polly takes");
      }
    }

    boolean isSsml() {
      return ratePercent != 100;
    }
  }

  /**
   * What the process may ask of the service, and who waits for it.
   *
   * @param startsPerSecond sustained rate
   * @param burst starts at once after a pause
   * @param concurrent calls at once
   * @param waiting most calls that wait; one more, and the least urgent is refused
   * @param patience the longest wait
   */
  public record Limits(
      int startsPerSecond, int burst, int concurrent, int waiting, Duration patience) {
    /** Polly's default quota for neural voices: 8 a second, burst 10, 18 at once. */
    public static final Limits DEFAULT = of(8, 18);

    /**
     * With another quota, and the burst that Polly allows for it: a quarter more.
     *
     * @param startsPerSecond at least 1
     * @param concurrent at least 1
     */
    public static Limits of(int startsPerSecond, int concurrent) {
      return new Limits(
          startsPerSecond,
          Math.ceilDiv(startsPerSecond * 5, 4),
          concurrent,
          64,
          Duration.ofSeconds(8));
    }
  }
}
