package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.domain.conversation.Clause;
import io.echosphere.domain.conversation.ClauseSplitter;
import io.echosphere.domain.speech.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Set phrases, synthesized once at start and kept: the greeting, the apologies. A phrase that could
 * not be synthesized is spoken like any other text. How loud the voices are is learnt from them.
 * Thread-safe.
 */
public final class CannedSpeech {
  private static final Logger LOG = LoggerFactory.getLogger(CannedSpeech.class);

  private final Map<Key, short[]> ready = new ConcurrentHashMap<>();
  private final Loudness loudness = new Loudness();
  private final TextToSpeech textToSpeech;
  private final Filler filler;

  /** Without a filler. */
  public CannedSpeech(TextToSpeech textToSpeech) {
    this(textToSpeech, Filler.OFF);
  }

  /**
   * With these fillers.
   *
   * @param filler its words are to be prepared like any other phrase
   */
  public CannedSpeech(TextToSpeech textToSpeech, Filler filler) {
    this.textToSpeech = textToSpeech;
    this.filler = filler;
  }

  private record Key(String text, String language) {}

  /** Begins to synthesize a phrase; returns at once. */
  public void prepare(String phrase, Language language) {
    for (Clause clause : clauses(phrase, language)) {
      if (!clause.isSilent()) {
        textToSpeech.synthesize(
            new Utterance(clause.speakable(), clause.language(), Urgency.LOOK_AHEAD),
            new Collector(clause));
      }
    }
  }

  /**
   * The sound of a clause, if it is one of a set phrase and ready. The array is shared: read it.
   */
  Optional<short[]> samples(Clause clause) {
    return Optional.ofNullable(ready.get(key(clause)));
  }

  /** How loud the voices are, for all that is spoken. */
  Loudness loudness() {
    return loudness;
  }

  /** When silence is bridged. */
  Filler filler() {
    return filler;
  }

  /** The filler's sound as it is to be played, or nothing if there is none, or not yet. */
  Optional<short[]> fillerSamples(Language language) {
    return clauses(Filler.words(language), language).stream()
        .findFirst()
        .flatMap(clause -> samples(clause).map(samples -> finished(clause, samples)));
  }

  private short[] finished(Clause clause, short[] samples) {
    var sound = new ClauseSound(loudness, clause.language());
    short[] begun = sound.accept(samples);
    short[] rest = sound.finish();
    short[] pause = SilenceTrimmer.pause(Script.CLAUSE_PAUSE_MS);
    short[] all = Arrays.copyOf(begun, begun.length + rest.length + pause.length);
    System.arraycopy(rest, 0, all, begun.length, rest.length);
    return all;
  }

  private static List<Clause> clauses(String phrase, Language language) {
    var splitter = new ClauseSplitter(language);
    var clauses = new ArrayList<>(splitter.add(phrase));
    clauses.addAll(splitter.finish());
    return clauses;
  }

  private static Key key(Clause clause) {
    return new Key(clause.speakable(), clause.language().tag());
  }

  private final class Collector implements TextToSpeech.Listener {
    private final List<short[]> pieces = new ArrayList<>();
    private final Clause clause;

    Collector(Clause clause) {
      this.clause = clause;
    }

    @Override
    public void audio(short[] samples) {
      pieces.add(samples);
    }

    @Override
    public void finished() {
      var all = new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
      int at = 0;
      for (short[] piece : pieces) {
        System.arraycopy(piece, 0, all, at, piece.length);
        at += piece.length;
      }
      var measured = new ClauseSound(loudness, clause.language());
      measured.accept(all);
      measured.finish();
      ready.put(key(clause), all);
    }

    @Override
    public void failed(Failure failure) {
      LOG.warn("A set phrase could not be synthesized ahead: {}", failure.detail());
    }
  }
}
