package io.echosphere.application.session;

import io.echosphere.domain.turn.Deadline;
import io.echosphere.domain.turn.TurnEvent;
import java.util.ArrayList;
import java.util.List;

/** Takes what a mailbox holds without waiting for more. Keeps no state. */
public final class MailboxReader {
  private MailboxReader() {}

  /** Everything told so far, in order; the mailbox's only reader may ask. */
  @SuppressWarnings("ReferenceEquality") // this very event, not one like it
  public static List<Mailbox.Timed> drain(Mailbox mailbox) {
    var last = new TurnEvent.DeadlinePassed(new Deadline.CallerExpected());
    mailbox.tell(last);
    List<Mailbox.Timed> events = new ArrayList<>();
    try {
      for (var next = mailbox.take(); next.event() != last; next = mailbox.take()) {
        events.add(next);
        if (next.event() instanceof TurnEvent.Disconnected) { // overflow repeats for ever
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading a mailbox", e);
    }
    return events;
  }
}
