package io.echosphere.adapter.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.adapter.eventlog.Replay.Ending;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.SessionEventLogContract;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileSessionEventLogTest extends SessionEventLogContract {
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final ManualTimers timers = new ManualTimers();
  private final List<FileSessionEventLog> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    closeAll();
  }

  @Override
  protected SessionEventLog log() {
    if (started.isEmpty()) {
      start(LogFile::owned);
    }
    return started.getFirst();
  }

  private FileSessionEventLog start(LogFile.Disk disk) {
    var log = made(disk);
    log.start();
    return log;
  }

  private FileSessionEventLog made(LogFile.Disk disk) {
    var threads = Thread.ofPlatform().daemon().factory();
    var log = new FileSessionEventLog(directory, "1.2.3", timers, threads, disk);
    started.add(log);
    return log;
  }

  private void closeAll() throws InterruptedException {
    for (var log : started) {
      assertThat(log.close(GENEROUS)).isTrue();
    }
  }

  private Path file(String jobId) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith("-" + jobId + ".jsonl")).toList().getFirst();
    }
  }

  @Override
  protected Kept kept(String jobId) throws Exception {
    closeAll();
    var events = new ArrayList<TurnEvent>();
    var times = new ArrayList<Long>();
    Optional<SessionId> session = Optional.empty();
    boolean ended = false;
    long lost = 0;
    JsonNode head = LogReader.tree(Files.readAllLines(file(jobId)).getFirst());
    try (var reader = new LogReader(file(jobId))) {
      var header = reader.header();
      for (var line = reader.next(); line.isPresent(); line = reader.next()) {
        switch (line.get()) {
          case LogLine.Taken taken -> {
            events.add(taken.event());
            times.add(taken.atMillis());
          }
          case LogLine.Identified(var id) ->
              session = Optional.of(new SessionId(UUID.fromString(id)));
          case LogLine.End(var missing) -> {
            ended = true;
            lost = missing;
          }
        }
      }
      assertThat(header.opening()).isEqualTo(head.path("opening")).isNotEmpty();
      assertThat(header.version()).isEqualTo("1.2.3");
      var beginning =
          new SessionEventLog.Beginning(
              header.jobId(),
              head.path("room").asText(),
              header.settings(),
              header.language(),
              new TurnMachine(header.settings()).opening());
      return new Kept(beginning, events, times, session, ended, lost);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    new Call(log(), "AJ_private").close();
    closeAll();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("AJ_private"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aJobsNameCannotLeadOutOfTheDirectory() throws Exception {
    new Call(log(), "../../etc/" + "x".repeat(300)).close();
    closeAll();

    try (var files = Files.list(directory)) {
      assertThat(files)
          .singleElement()
          .satisfies(it -> assertThat(it.getFileName().toString()).contains("-______etc_xxx"))
          .satisfies(it -> assertThat(it.getFileName().toString()).hasSizeLessThan(100));
    }
  }

  /** The disk hangs while two callers speak: neither waits, and both logs say what they lack. */
  @Test
  void whatFindsNoRoomIsCountedAndTheLogSaysSo() throws Exception {
    var log = made(LogFile::owned); // not started: nothing is written
    var one = new Call(log, "AJ_one").takes(new TurnEvent.CallerJoined(), 0);
    var other = new Call(log, "AJ_other");
    for (int i = 1; i < FileSessionEventLog.CAPACITY; i++) {
      one.takes(new TurnEvent.CallerMuted(true), i);
    }
    one.takes(new TurnEvent.CallerMuted(false), 10_000).takes(new TurnEvent.CallerLeft(), 10_001);
    other.takes(new TurnEvent.CallerJoined(), 10_002);
    one.close();
    other.close();
    log.start();

    var kept = kept("AJ_one");
    assertThat(kept.events()).hasSize(FileSessionEventLog.CAPACITY);
    assertThat(kept.lost()).isEqualTo(2);
    assertThat(kept("AJ_other").events()).isEmpty();
    assertThat(kept("AJ_other").lost()).isEqualTo(1);
    assertThat(Replay.of(file("AJ_one")).ending()).isEqualTo(new Ending.Lost(2));
    assertThat(Replay.of(file("AJ_one")).firstDifference()).isEmpty();
  }

  /** Once there is room again, a call that lost an event does not go on as if it had not. */
  @Test
  void nothingIsLoggedBeyondAGap() throws Exception {
    var writing = new Semaphore(0);
    var log =
        made(
            path -> {
              writing.acquireUninterruptibly();
              return LogFile.owned(path);
            });
    var one = new Call(log, "AJ_gap");
    for (int i = 0; i <= FileSessionEventLog.CAPACITY; i++) {
      one.takes(new TurnEvent.CallerMuted(true), i);
    }
    var next = new Call(log, "AJ_next");
    writing.release(1);
    log.start();
    while (!writing.hasQueuedThreads()) {
      Thread.onSpinWait(); // all steps are written when the next file is being made
    }
    one.takes(new TurnEvent.CallerLeft(), 20_000);
    one.close();
    writing.release(1);
    next.close();

    assertThat(kept("AJ_gap").events()).hasSize(FileSessionEventLog.CAPACITY);
    assertThat(kept("AJ_gap").lost()).isEqualTo(2);
  }

  private boolean isWritten(String jobId) throws IOException {
    try (var files = Files.list(directory)) {
      return files.anyMatch(it -> it.toString().contains(jobId));
    }
  }

  @Test
  void aFullDiskCostsTheLogAndNotTheCall() throws Exception {
    var log = start(path -> new FullDisk(LogFile.owned(path), 2_000));
    var call = new Call(log, "AJ_full").takes(new TurnEvent.CallerJoined(), 0);
    for (int i = 1; i < 100; i++) {
      call.takes(new TurnEvent.TextReceived("天気は？"), i);
    }
    call.close();
    closeAll();

    assertThat(Files.size(file("AJ_full"))).isEqualTo(2_000);
    var replayed = Replay.of(file("AJ_full"));
    assertThat(replayed.ending()).isEqualTo(new Ending.Torn());
    assertThat(replayed.steps()).isPositive();
    assertThat(replayed.firstDifference()).isEmpty();
  }

  @Test
  void aFileThatCannotBeMadeCostsOnlyItself() throws Exception {
    var log =
        start(
            path -> {
              if (path.toString().contains("AJ_bad")) {
                throw new IOException("read-only file system");
              }
              return LogFile.owned(path);
            });
    new Call(log, "AJ_bad").takes(new TurnEvent.CallerJoined(), 0).close();
    new Call(log, "AJ_good").takes(new TurnEvent.CallerJoined(), 0).close();

    assertThat(kept("AJ_good").events()).hasSize(1);
  }

  @Test
  void afterItsEndALogTakesNothingAndDoesNotComplain() throws Exception {
    var log = start(LogFile::owned);
    var call = new Call(log, "AJ_late").takes(new TurnEvent.CallerJoined(), 0);
    closeAll();
    call.takes(new TurnEvent.CallerLeft(), 1).close();
    new Call(log, "AJ_never").close();

    assertThat(kept("AJ_late").events()).hasSize(1);
    assertThat(kept("AJ_late").ended()).isFalse();
    assertThat(isWritten("AJ_never")).isFalse();
  }

  /** Takes so many bytes and no more. */
  private static final class FullDisk implements WritableByteChannel {
    private final WritableByteChannel file;
    private int left;

    FullDisk(WritableByteChannel file, int bytes) {
      this.file = file;
      this.left = bytes;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (left == 0) {
        throw new IOException("No space left on device");
      }
      var some = bytes.slice(bytes.position(), Math.min(left, bytes.remaining()));
      int written = file.write(some);
      bytes.position(bytes.position() + written);
      left -= written;
      return written;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
