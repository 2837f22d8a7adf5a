package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.FactJournal.Backlog;
import io.echosphere.application.port.out.FactJournal.JournalUnavailable;
import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.recording.Fact;
import io.echosphere.application.recording.Told;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in whatever order, what was acknowledged is stored, once, in order. */
class JournalPropertiesTest {
  /** What may happen to a worker and its journal. */
  sealed interface Happening {
    record Tells(int facts) implements Happening {}

    record Stores(int facts) implements Happening {}

    record Adopts(int facts) implements Happening {}

    /** It is killed, in the middle of a write of which so many bytes reach the disk. */
    record Dies(int bytes) implements Happening {}

    record DiskFails(int bytes) implements Happening {}

    record Closes() implements Happening {}
  }

  @Property(tries = 300)
  void nothingAcknowledgedIsLostAndNothingIsStoredTwice(
      @ForAll("histories") List<Happening> history) throws Exception {
    try (var world = new World()) {
      for (Happening next : history) {
        world.happens(next);
      }
      world.settle();
      assertThat(world.stored()).containsAll(world.acknowledged);
      assertThat(world.stored()).doesNotHaveDuplicates();
      assertThat(world.stored().stream().filter(world.acknowledged::contains))
          .as("in the order in which they were told")
          .containsExactlyElementsOf(world.acknowledged);
    }
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<Integer> few = Arbitraries.integers().between(1, 5);
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 400);
    Arbitrary<Happening> any =
        Arbitraries.oneOf(
            few.map(Happening.Tells::new),
            few.map(Happening.Tells::new),
            few.map(Happening.Stores::new),
            few.map(Happening.Adopts::new),
            bytes.map(Happening.Dies::new),
            bytes.map(Happening.DiskFails::new),
            Arbitraries.of(new Happening.Closes()));
    return any.list().ofMinSize(1).ofMaxSize(30);
  }

  /** One worker after the other on one disk, and a database with unique keys. */
  private static final class World implements AutoCloseable {
    private final Path base = temporary();
    private final Session session = Facts.session(UUID.randomUUID());
    private final InMemorySessionRepository database = new InMemorySessionRepository();
    final List<String> acknowledged = new ArrayList<>();
    private final FailingDisk disk = new FailingDisk();
    private final List<Backlog> adopted = new ArrayList<>();
    private Path root = base.resolve("0");
    private FileJournal journal;
    private int lives;
    private int told;

    World() throws RepositoryUnavailable {
      database.create(session);
      journal = born();
    }

    void happens(Happening next) throws Exception {
      switch (next) {
        case Happening.Tells(int facts) -> tell(facts);
        case Happening.Stores(int facts) -> {
          if (adopted.isEmpty()) { // this test compares the order over all lives
            store(journal.own(), facts);
          }
        }
        case Happening.Adopts(int facts) -> adopt(facts);
        case Happening.Dies(int bytes) -> {
          disk.truncateFails = true; // nobody tidies up after a process that is killed
          fail(bytes);
          copyAndGoOn();
          disk.truncateFails = false;
        }
        case Happening.DiskFails(int bytes) -> fail(bytes);
        case Happening.Closes() -> {
          journal.close();
          adopted.clear();
          journal = born();
        }
      }
      if (!(next instanceof Happening.Tells)) {
        return;
      }
      assertThat(journal.standing().lost()).isZero();
    }

    private void tell(int facts) throws JournalUnavailable {
      if (!journal.adopt().isEmpty()) {
        throw new AssertionError("adopted at birth");
      }
      var batch = new ArrayList<Told>();
      for (int i = 0; i < facts; i++) {
        told++;
        batch.add(Facts.said(session, told, "words " + told));
      }
      journal.append(batch);
      batch.forEach(fact -> acknowledged.add(words(fact)));
    }

    private void fail(int bytes) {
      disk.failsAfter = bytes;
      try {
        told++;
        journal.append(List.of(Facts.said(session, told, "unheard ".repeat(60) + told)));
        throw new AssertionError("this should not fit");
      } catch (JournalUnavailable _) {
        // as it should be
      } finally {
        disk.failsAfter = Integer.MAX_VALUE;
      }
    }

    /** What the disk holds now is what the next process finds; locks end with the process. */
    private void copyAndGoOn() throws IOException {
      lives++;
      Path next = base.resolve(String.valueOf(lives));
      if (Files.exists(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.toList()) {
            Files.copy(file, next.resolve(root.relativize(file).toString()));
          }
        }
      }
      journal.close();
      adopted.clear();
      root = next;
      journal = born();
    }

    private FileJournal born() {
      lives++;
      var next =
          new FileJournal(
              new FileJournal.Settings(root, 10_000_000, Duration.ofDays(7)),
              "life-%05d".formatted(lives),
              () -> Facts.NOON,
              disk);
      adopted.addAll(next.adopt());
      return next;
    }

    private void adopt(int facts) throws RepositoryUnavailable {
      if (!adopted.isEmpty()) {
        store(adopted.getFirst(), facts);
        if (adopted.getFirst().peek().isEmpty()) {
          adopted.removeFirst().close();
        }
      }
    }

    private void store(Backlog from, int facts) throws RepositoryUnavailable {
      for (int i = 0; i < facts; i++) {
        var next = from.peek();
        if (next.isEmpty()) {
          return;
        }
        if (next.get().fact() instanceof Fact.MessageAdded(var id, var message, var place)) {
          database.add(id, message, place);
        }
        from.stored();
      }
    }

    void settle() throws Exception {
      while (!adopted.isEmpty()) {
        adopt(1_000);
      }
      store(journal.own(), 1_000);
      assertThat(journal.standing().entries()).isZero();
      journal.close();
      assertThat(born().standing().entries()).as("left on the disk").isZero();
    }

    List<String> stored() {
      return database.added(session.id()).stream().map(Message::content).toList();
    }

    private static String words(Told told) {
      return told.fact() instanceof Fact.MessageAdded(var _, var message, var _)
          ? message.content()
          : "";
    }

    private static Path temporary() {
      try {
        return Files.createTempDirectory("echosphere-journal-");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      journal.close();
      try (Stream<Path> files = Files.walk(base)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
