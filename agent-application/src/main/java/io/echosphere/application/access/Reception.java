package io.echosphere.application.access;

import io.echosphere.application.port.in.IssueToken;
import io.echosphere.application.port.out.IdGenerator;
import io.echosphere.application.port.out.RoomAccess;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.Timers;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;

/** Gives each visitor an identity of their own and a token for one room. Thread-safe. */
public final class Reception implements IssueToken {
  /** Long enough to grant a microphone and join; whoever is in the room by then stays. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  /** The attribute that tells the agent which language the visitor chose. */
  public static final String LANGUAGE = "echosphere.language";

  private final RoomAccess rooms;
  private final IdGenerator ids;
  private final Timers timers;
  private final URI url;

  /**
   * A reception.
   *
   * @param url the LiveKit server as visitors reach it
   */
  public Reception(RoomAccess rooms, IdGenerator ids, Timers timers, URI url) {
    this.rooms = rooms;
    this.ids = ids;
    this.timers = timers;
    this.url = url;
  }

  @Override
  public Pass issue(Visitor visitor) {
    var identity = "caller-" + ids.next();
    var attributes = new HashMap<String, String>();
    attributes.put(Caller.USER_ID, visitor.userId());
    var language = visitor.language();
    if (language != null) {
      attributes.put(LANGUAGE, language.code());
    }
    // A JWT counts whole seconds: what is told must be what is signed.
    var expiresAt = timers.now().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
    var entry =
        new RoomAccess.Entry(
            visitor.roomName(), identity, visitor.displayName(), attributes, expiresAt);
    var token = rooms.token(entry);
    rooms.wantAgent(visitor.roomName());
    return new Pass(token, url, visitor.roomName(), identity, expiresAt);
  }
}
