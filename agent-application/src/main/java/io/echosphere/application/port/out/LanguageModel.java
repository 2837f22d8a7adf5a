package io.echosphere.application.port.out;

import io.echosphere.domain.conversation.Conversation;
import java.util.List;

/** Writes the agent's replies. Model, temperature and the like are the adapter's. Thread-safe. */
public interface LanguageModel {
  /**
   * Asks for one reply, streamed. Returns at once. The listener is called from one thread at a time
   * and never after {@link Cancellable#cancel} has returned; it hears exactly one of {@code
   * finished} and {@code failed}, as its last call.
   *
   * @return cancels upstream: the connection is closed, not drained
   */
  Cancellable generate(Prompt prompt, Listener listener);

  /**
   * What the model sees.
   *
   * @param instructions the persona, never blank
   * @param history what was said, oldest first; canonical: roles alternate, the first and the last
   *     are the user's, no text is blank
   * @param maxTokens most tokens of the reply, at least 1
   */
  record Prompt(String instructions, List<Conversation.Line> history, int maxTokens) {
    public Prompt {
      history = List.copyOf(history);
    }
  }

  /**
   * What a reply cost.
   *
   * @param inputTokens tokens read, at least 0
   * @param outputTokens tokens written, at least 0
   * @param model which model it was; empty if whoever tells does not know
   */
  record Usage(int inputTokens, int outputTokens, String model) {
    public Usage(int inputTokens, int outputTokens) {
      this(inputTokens, outputTokens, "");
    }
  }

  /** Hears the reply as it is written. Must not block. */
  interface Listener {
    /** The next piece of text, never empty. */
    void delta(String text);

    /** The reply is complete; it may have been empty. Last call. */
    void finished(Usage usage);

    /** The reply broke off, or never began. Last call. */
    void failed(Failure failure);
  }
}
