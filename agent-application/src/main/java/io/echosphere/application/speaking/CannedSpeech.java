package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.domain.conversation.Clause;
import io.echosphere.domain.conversation.ClauseSplitter;
import io.echosphere.domain.speech.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Set phrases, synthesized once at start and kept: the greeting, the apologies. A phrase that could
 * not be synthesized is spoken like any other text. Thread-safe.
 */
public final class CannedSpeech {
  private static final Logger LOG = LoggerFactory.getLogger(CannedSpeech.class);

  private final Map<Key, short[]> ready = new ConcurrentHashMap<>();
  private final TextToSpeech textToSpeech;

  public CannedSpeech(TextToSpeech textToSpeech) {
    this.textToSpeech = textToSpeech;
  }

  private record Key(String text, String language) {}

  /** Begins to synthesize a phrase; returns at once. */
  public void prepare(String phrase, Language language) {
    for (Clause clause : clauses(phrase, language)) {
      if (!clause.isSilent()) {
        textToSpeech.synthesize(
            new Utterance(clause.speakable(), clause.language(), Urgency.LOOK_AHEAD),
            new Collector(key(clause)));
      }
    }
  }

  /**
   * The sound of a clause, if it is one of a set phrase and ready. The array is shared: read it.
   */
  Optional<short[]> samples(Clause clause) {
    return Optional.ofNullable(ready.get(key(clause)));
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
    private final Key key;

    Collector(Key key) {
      this.key = key;
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
      ready.put(key, all);
    }

    @Override
    public void failed(Failure failure) {
      LOG.warn("A set phrase could not be synthesized ahead: {}", failure.detail());
    }
  }
}
