package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.FactJournal.Backlog;
import io.echosphere.application.port.out.FactJournal.JournalUnavailable;
import io.echosphere.application.recording.Told;
import io.echosphere.domain.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  @TempDir Path root;
  private Instant now = Facts.NOON;
  private final Session session = Facts.session(UUID.randomUUID());
  private final FailingDisk disk = new FailingDisk();

  @Test
  void whatWasAppendedIsThereInOrderUntilItIsStored() throws Exception {
    var journal = journal("a");
    journal.append(List.of(said(1), said(2)));
    journal.append(List.of(said(3)));

    assertThat(journal.standing().entries()).isEqualTo(3);
    assertThat(journal.own().peek()).contains(said(1));
    assertThat(journal.own().peek()).contains(said(1));
    assertThat(drain(journal.own())).containsExactly(said(1), said(2), said(3));
    assertThat(journal.standing().entries()).isZero();
    assertThat(journal.standing().bytes()).isZero();
  }

  @Test
  void nothingTouchesTheDiskBeforeTheFirstFact() {
    var journal = new FileJournal(settings(root.resolve("none")), "a", () -> now);
    assertThat(journal.own().peek()).isEmpty();
    assertThat(journal.adopt()).isEmpty();
    journal.close();

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void wordsLeaveTheDiskWhenTheyAreStored() throws Exception {
    var journal = journal("a");
    journal.append(List.of(Facts.said(session, 1, "a very secret sentence")));
    assertThat(everything()).contains("a very secret sentence");

    drain(journal.own());

    assertThat(everything()).doesNotContain("secret");
    journal.append(List.of(said(2)));
    assertThat(drain(journal.own())).containsExactly(said(2));
    journal.close();
    assertThat(root.resolve("a")).doesNotExist();
  }

  @Test
  void whatAProcessLeftIsAdoptedOnceByWhoeverComesNext() throws Exception {
    var dead = journal("a");
    dead.append(List.of(said(1), said(2), said(3)));
    assertThat(dead.own().peek()).contains(said(1));
    dead.own().stored();
    dead.close();

    var next = journal("b");
    var adopted = next.adopt();
    assertThat(adopted).hasSize(1);
    assertThat(journal("c").adopt()).as("held by b").isEmpty();
    assertThat(next.standing().entries()).isEqualTo(2);
    assertThat(drain(adopted.getFirst())).containsExactly(said(2), said(3));
    adopted.getFirst().close();
    assertThat(root.resolve("a")).doesNotExist();
    assertThat(next.adopt()).isEmpty();
  }

  @Test
  void aDirectoryWhoseProcessLivesIsLeftAlone() throws Exception {
    var living = journal("a");
    living.append(List.of(said(1)));

    assertThat(journal("b").adopt()).isEmpty();
    assertThat(drain(living.own())).containsExactly(said(1));
  }

  @Test
  void whatIsLeftOfAnAdoptedJournalIsForTheNext() throws Exception {
    leave(said(1), said(2));
    var second = journal("b");
    var adopted = second.adopt().getFirst();
    assertThat(adopted.peek()).contains(said(1));
    adopted.stored();
    second.close();

    assertThat(drain(journal("c").adopt().getFirst())).containsExactly(said(2));
  }

  @Test
  void aLostCursorMeansThatAllIsStoredAgain() throws Exception {
    var dead = journal("a");
    dead.append(List.of(said(1), said(2)));
    dead.own().peek();
    dead.own().stored();
    dead.close();
    Files.write(root.resolve("a").resolve(Cursor.FILE), new byte[12]);

    assertThat(drain(journal("b").adopt().getFirst())).containsExactly(said(1), said(2));
  }

  @Test
  void aTornTailCostsTheUnfinishedEntryOnly() throws Exception {
    leave(said(1), said(2));
    Path segment = segment("a");
    byte[] whole = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - 1));

    var next = journal("b");
    assertThat(drain(next.adopt().getFirst())).containsExactly(said(1));
    assertThat(next.standing().lost()).isZero();
    assertThat(root.resolve(Aside.DIRECTORY)).doesNotExist();
  }

  @Test
  void damageInTheMiddleIsSetAsideAndCounted() throws Exception {
    leave(said(1), said(2), said(3));
    Path segment = segment("a");
    byte[] whole = Files.readAllBytes(segment);
    int second = Frames.HEADER + Frames.frame(1, FactForm.write(said(1))).length;
    whole[second + 40] ^= 1;
    Files.write(segment, whole);

    var next = journal("b");
    assertThat(drain(next.adopt().getFirst())).containsExactly(said(1), said(3));
    assertThat(next.standing().lost()).isEqualTo(1);
    assertThat(files(root.resolve(Aside.DIRECTORY)))
        .singleElement()
        .satisfies(file -> assertThat(file.toString()).endsWith(".damaged"));
  }

  @Test
  void emptyAndForeignFilesDoNoHarm() throws Exception {
    leave(said(1));
    Files.createFile(root.resolve("a").resolve("0000000002.seg"));
    Files.writeString(root.resolve("a").resolve("0000000003.seg"), "x".repeat(100));
    Files.createDirectory(root.resolve("empty"));

    assertThat(drain(journal("b").adopt().getFirst())).containsExactly(said(1));
    assertThat(root.resolve("empty")).doesNotExist();
    assertThat(files(root.resolve(Aside.DIRECTORY))).hasSize(1);
  }

  @Test
  void whatTheDatabaseRefusesIsSetAsideInAFormThatCanBeAdoptedAgain() throws Exception {
    var journal = journal("a");
    journal.append(List.of(said(1), said(2)));
    journal.own().peek();
    journal.own().refused();
    assertThat(drain(journal.own())).containsExactly(said(2));
    assertThat(journal.standing().setAside()).isEqualTo(1);
    journal.close();

    Path again = Files.createDirectory(root.resolve("again"));
    Files.move(root.resolve(Aside.DIRECTORY).resolve("a.seg"), again.resolve("0000000001.seg"));
    assertThat(drain(journal("b").adopt().getFirst())).containsExactly(said(1));
  }

  @Test
  void aFullDiskRefusesTheAppendAndLosesNothingOfWhatWasThere() throws Exception {
    var journal = journal("a");
    journal.append(List.of(said(1)));
    disk.failsAfter = 10;
    assertThatThrownBy(() -> journal.append(List.of(said(2))))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("No space left");
    disk.failsAfter = Integer.MAX_VALUE;
    journal.append(List.of(said(2), said(3)));

    assertThat(drain(journal.own())).containsExactly(said(1), said(2), said(3));
  }

  @Test
  void aSyncThatFailsLeavesItsSegmentForGood() throws Exception {
    var journal = journal("a");
    journal.append(List.of(said(1)));
    disk.syncFails = true;
    assertThatThrownBy(() -> journal.append(List.of(said(2))))
        .isInstanceOf(JournalUnavailable.class);
    disk.syncFails = false;
    journal.append(List.of(said(2)));
    journal.close();

    var adopted = drain(journal("b").adopt().getFirst());
    assertThat(adopted.stream().distinct()).containsExactly(said(1), said(2));
    assertThat(disk.created).isEqualTo(2);
  }

  @Test
  void aPlaceThatCannotBeADirectoryIsUnavailableUntilItCan() throws Exception {
    Path blocked = root.resolve("blocked");
    Files.createFile(blocked);
    var journal = new FileJournal(settings(blocked), "a", () -> now);
    assertThatThrownBy(() -> journal.append(List.of(said(1))))
        .isInstanceOf(JournalUnavailable.class);
    Files.delete(blocked);
    journal.append(List.of(said(1)));

    assertThat(drain(journal.own())).containsExactly(said(1));
  }

  @Test
  void aSegmentThatIsFullIsFollowedByAnother() throws Exception {
    var journal = journal("a");
    String long1 = "あ".repeat(500_000);
    var all = new ArrayList<Told>();
    for (int i = 1; i <= 8; i++) {
      all.add(Facts.said(session, i, long1));
      journal.append(List.of(all.getLast()));
    }
    assertThat(segments("a")).hasSizeGreaterThan(2);
    assertThat(journal.standing().bytes()).isGreaterThan(12_000_000);

    assertThat(drain(journal.own())).isEqualTo(all);
    assertThat(segments("a")).hasSizeLessThan(2);
  }

  @Test
  void whatIsTooOldIsGivenUpAndCounted() throws Exception {
    var journal = journal("a");
    journal.append(List.of(said(1), said(2)));
    assertThat(journal.own().peek()).isPresent();
    now = Facts.NOON.plus(Duration.ofDays(8));

    journal.own().expire();

    assertThat(journal.own().peek()).isEmpty();
    assertThat(journal.standing().lost()).isEqualTo(2);
    journal.append(List.of(new Told(said(3).fact(), now)));
    journal.own().expire();
    assertThat(journal.own().peek()).isPresent();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    Path deep = root.resolve("deep").resolve("er");
    var journal = new FileJournal(settings(deep), "a", () -> now);
    journal.append(List.of(said(1)));
    journal.own().peek();
    journal.own().refused();
    try (Stream<Path> all = Files.walk(root.resolve("deep"))) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as("%s", path)
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
    journal.close();
  }

  private void leave(Told... facts) throws Exception {
    var dead = journal("a");
    dead.append(List.of(facts));
    dead.close();
  }

  private FileJournal journal(String instance) {
    return new FileJournal(settings(root), instance, () -> now, disk);
  }

  private static FileJournal.Settings settings(Path root) {
    return new FileJournal.Settings(root, 100_000_000, Duration.ofDays(7));
  }

  private Told said(int sequence) {
    return Facts.said(session, sequence, "words " + sequence);
  }

  private static List<Told> drain(Backlog backlog) {
    var all = new ArrayList<Told>();
    for (var next = backlog.peek(); next.isPresent(); next = backlog.peek()) {
      all.add(next.get());
      backlog.stored();
    }
    return all;
  }

  private String everything() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private Path segment(String instance) throws IOException {
    return segments(instance).getFirst();
  }

  private List<Path> segments(String instance) throws IOException {
    return files(root.resolve(instance)).stream()
        .filter(file -> file.toString().endsWith(Segment.SUFFIX))
        .toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
