package io.echosphere.adapter.journal;

import io.echosphere.adapter.postgres.UuidV7Ids;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.recording.Told;
import io.echosphere.domain.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A process that records until it is killed, and prints the number of each message once that is on
 * the disk. Arguments: the journals' directory and the session's id.
 */
final class RecordingMain {
  private RecordingMain() {}

  public static void main(String[] arguments) throws Exception {
    Session session = Facts.session(UUID.fromString(arguments[1]));
    var ids = new UuidV7Ids();
    var settings = new FileJournal.Settings(Path.of(arguments[0]), 100_000_000, Duration.ofDays(7));
    try (var timers = new SystemTimers()) {
      var journal = new FileJournal(settings, ids.next().toString(), timers::now);
      journal.append(List.of(Facts.created(session)));
      for (int i = 1; i < Integer.MAX_VALUE; i += 2) {
        Told one = Facts.said(session, ids.next(), i, "word " + i);
        Told two = Facts.said(session, ids.next(), i + 1, "word " + (i + 1));
        journal.append(List.of(one, two));
        System.out.println(i + 1);
      }
    }
  }
}
