package io.echosphere.worker.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces without what others say in them: the messages of exceptions of services and drivers
 * may quote the request or the row that they refuse, and with it a caller's words. Their class and
 * place stay. Thread-safe.
 */
final class WordlessTraces extends ThrowableProxyConverter {
  /** Exceptions of these packages keep their messages to themselves. */
  private static final List<String> QUOTING =
      List.of("software.amazon.", "org.postgresql.", "com.fasterxml.jackson.", "java.sql.");

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return super.throwableProxyToString(new Wordless(thrown));
  }

  /**
   * An exception as it may be shown.
   *
   * @param shown the exception
   */
  private record Wordless(IThrowableProxy shown) implements IThrowableProxy {
    @Override
    public @Nullable String getMessage() {
      boolean quotes = QUOTING.stream().anyMatch(shown.getClassName()::startsWith);
      return quotes ? "(message not shown)" : shown.getMessage();
    }

    @Override
    public String getClassName() {
      return shown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return shown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return shown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
      var cause = shown.getCause();
      return cause == null ? null : new Wordless(cause);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      IThrowableProxy[] all = shown.getSuppressed();
      IThrowableProxy[] wordless = new IThrowableProxy[all == null ? 0 : all.length];
      for (int i = 0; i < wordless.length; i++) {
        wordless[i] = new Wordless(all[i]);
      }
      return wordless;
    }

    @Override
    public boolean isCyclic() {
      return shown.isCyclic();
    }
  }
}
