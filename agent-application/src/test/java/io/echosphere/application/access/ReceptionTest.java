package io.echosphere.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.IssueToken.Pass;
import io.echosphere.application.port.in.IssueToken.SpokenLanguage;
import io.echosphere.application.port.in.IssueToken.Visitor;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RoomAccess;
import io.echosphere.application.port.out.SequentialIds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private final ManualTimers timers = new ManualTimers();
  private final Door door = new Door();
  private final Reception reception =
      new Reception(door, new SequentialIds(), timers, URI.create("wss://live.example"));

  @Test
  void everyVisitGetsAnIdentityOfItsOwnAlsoOfTheSamePerson() {
    var visitor = new Visitor("room", "葵", "u-1", null);

    var first = reception.issue(visitor);
    var second = reception.issue(visitor);

    assertThat(first.identity()).startsWith("caller-").isNotEqualTo(second.identity());
    assertThat(door.entries).extracting(RoomAccess.Entry::identity).doesNotHaveDuplicates();
    assertThat(door.entries).extracting(RoomAccess.Entry::displayName).containsOnly("葵");
  }

  @Test
  void theTokenSaysWhoItIsAndWhatTheyChoseToSpeakAndNoMore() {
    reception.issue(new Visitor("room", "葵", "u-1", SpokenLanguage.EN));
    reception.issue(new Visitor("room", "葵", "u-2", null));

    assertThat(door.entries)
        .extracting(RoomAccess.Entry::attributes)
        .containsExactly(
            Map.of("echosphere.user_id", "u-1", "echosphere.language", "en"),
            Map.of("echosphere.user_id", "u-2"));
  }

  @Test
  void aPassIsGoodForTenMinutesToTheSecond() {
    timers.advance(Duration.ofMillis(1_700));

    Pass pass = reception.issue(new Visitor("room", "葵", "u-1", null));

    assertThat(pass.expiresAt()).isEqualTo(Instant.parse("2026-01-01T00:10:01Z"));
    assertThat(door.entries.getFirst().expiresAt()).isEqualTo(pass.expiresAt());
    assertThat(pass.url()).isEqualTo(URI.create("wss://live.example"));
    assertThat(pass.token()).isEqualTo("token for room");
    assertThat(pass.toString()).doesNotContain("token for");
  }

  @Test
  void theRoomIsWatchedForItsAgent() {
    reception.issue(new Visitor("room", "葵", "u-1", null));
    assertThat(door.wanted).containsExactly("room");
  }

  /** Remembers whom it let in. */
  private static final class Door implements RoomAccess {
    final List<Entry> entries = new ArrayList<>();
    final List<String> wanted = new ArrayList<>();

    @Override
    public String token(Entry entry) {
      entries.add(entry);
      return "token for " + entry.roomName();
    }

    @Override
    public void wantAgent(String roomName) {
      wanted.add(roomName);
    }
  }
}
