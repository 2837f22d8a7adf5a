package io.echosphere.simulator.hearing;

import java.nio.file.Path;
import java.util.List;

/** The bundled clips: the caller's lines, the agent's, and noises. Immutable once loaded. */
public final class ClipLibrary {
  private ClipLibrary() {}

  /** Reads the clips bundled with the simulator. */
  public static ClipLibrary load() {
    return new ClipLibrary();
  }

  /**
   * Finds a clip.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public Clip clip(String id) {
    return callerClips().stream()
        .filter(clip -> clip.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no clip " + id));
  }

  /** What callers say; the only clips that the ear knows. */
  public List<Clip> callerClips() {
    return List.of();
  }

  /** What the agent says: greeting and the script's replies, clause by clause. */
  public List<Clip> agentClips() {
    return List.of();
  }

  /**
   * Writes every clip as {@code <id>.wav} with one {@code clips.json} of texts and word times.
   *
   * @return the files of the caller's clips
   */
  public List<Path> exportTo(Path directory) {
    return List.of(directory);
  }
}
