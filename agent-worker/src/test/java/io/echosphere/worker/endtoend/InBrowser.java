package io.echosphere.worker.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The voice room page in a browser, as one worker serves it to all tests of a class. */
@Alone
@ExtendWith(Stack.Shared.class)
abstract class InBrowser {
  static WebWorker worker;

  /** For the file that the browser takes for a microphone. */
  @TempDir Path directory;

  @BeforeAll
  static void startWorker(Stack stack) throws Exception {
    Chromium.require();
    worker = WebWorker.start(stack);
  }

  @AfterAll
  static void endWorker() {
    if (worker != null) {
      worker.close();
    }
  }
}
