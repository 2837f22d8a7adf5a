package io.echosphere.worker.evaluate;

import io.echosphere.simulator.corpus.Corpus;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.Kind;
import io.echosphere.simulator.corpus.NoiseBed;
import io.echosphere.simulator.corpus.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes calls of the corpus' clips, always the same ones. Keeps no state. */
final class SceneBuilder {
  private static final int TURNS_A_CALL = 6;
  private static final int FIRST_SOUND_MILLIS = 1_200;
  private static final int SOUND_SPREAD_MILLIS = 2_300;

  /** Every second call is in a noisy room. */
  private static final List<Integer> DECIBELS = List.of(0, 20, 0, 10, 0, 5);

  private SceneBuilder() {}

  /** The calls of one language and half. */
  static List<Scene> of(Corpus corpus, String language, Split split) {
    List<CorpusClip> clips =
        corpus.clips().stream()
            .filter(clip -> clip.language().equals(language) && clip.split() == split)
            .toList();
    List<CorpusClip> replies = ofKind(clips, Kind.REPLY);
    List<CorpusClip> prompts = ofKind(clips, Kind.PROMPT);
    List<Scene> scenes = new ArrayList<>();
    for (List<CorpusClip> turns : calls(clips)) {
      int at = scenes.size();
      scenes.add(new Scene(turns, null, 0, replies.get(at % replies.size()), noise(at)));
    }
    var random = new Random(7);
    for (CorpusClip sound : clips) {
      if (sound.kind() == Kind.BACKCHANNEL
          || sound.kind() == Kind.BARGE_IN
          || sound.kind().isFalseInterruption()) {
        int at = scenes.size();
        var prompt = prompt(prompts, sound, at);
        int after = FIRST_SOUND_MILLIS + random.nextInt(SOUND_SPREAD_MILLIS);
        scenes.add(
            new Scene(List.of(prompt), sound, after, replies.get(at % replies.size()), noise(at)));
      }
    }
    return scenes;
  }

  private static List<CorpusClip> ofKind(List<CorpusClip> clips, Kind kind) {
    return clips.stream().filter(clip -> clip.kind() == kind).toList();
  }

  /** Turns of one voice, a few to a call, kinds mixed as they come. */
  private static List<List<CorpusClip>> calls(List<CorpusClip> clips) {
    Map<String, List<CorpusClip>> byVoice = new LinkedHashMap<>();
    for (CorpusClip clip : clips) {
      if (clip.kind().isTurn()) {
        byVoice.computeIfAbsent(clip.voice(), _ -> new ArrayList<>()).add(clip);
      }
    }
    List<List<CorpusClip>> calls = new ArrayList<>();
    for (List<CorpusClip> said : byVoice.values()) {
      int count = (said.size() + TURNS_A_CALL - 1) / TURNS_A_CALL;
      for (int call = 0; call < count; call++) {
        List<CorpusClip> turns = new ArrayList<>();
        for (int i = call; i < said.size(); i += count) {
          turns.add(said.get(i));
        }
        calls.add(turns);
      }
    }
    return calls;
  }

  /** A question by whoever makes the sound; by anybody when nobody does. */
  private static CorpusClip prompt(List<CorpusClip> prompts, CorpusClip sound, int at) {
    List<CorpusClip> own =
        prompts.stream().filter(prompt -> prompt.voice().equals(sound.voice())).toList();
    List<CorpusClip> from = own.isEmpty() ? prompts : own;
    return from.get(at % from.size());
  }

  private static Scene.Noise noise(int at) {
    var types = NoiseBed.Type.values();
    int decibels = DECIBELS.get(at % DECIBELS.size());
    return new Scene.Noise(types[at / DECIBELS.size() % types.length], decibels);
  }
}
