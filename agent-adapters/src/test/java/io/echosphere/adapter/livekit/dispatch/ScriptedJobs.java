package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.application.port.in.AgentJobs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Jobs that do nothing until the test says so. Thread-safe. */
final class ScriptedJobs implements AgentJobs {
  final BlockingQueue<String> offered = new LinkedBlockingQueue<>();
  final BlockingQueue<Job> started = new LinkedBlockingQueue<>();
  final BlockingQueue<String> terminated = new LinkedBlockingQueue<>();
  private final Map<String, Report> reports = new ConcurrentHashMap<>();
  volatile Standing standing = new Standing(false, 0, 0);
  volatile Optional<RuntimeException> bug = Optional.empty();

  @Override
  public boolean admit(String jobId) {
    bug.ifPresent(
        thrown -> {
          throw thrown;
        });
    offered.add(jobId);
    return !standing.full();
  }

  @Override
  public void start(Job job, Report report) {
    bug.ifPresent(
        thrown -> {
          throw thrown;
        });
    reports.put(job.id(), report);
    started.add(job);
  }

  @Override
  public void terminate(String jobId) {
    terminated.add(jobId);
  }

  @Override
  public Standing standing() {
    return standing;
  }

  Report report(String jobId) {
    return Optional.ofNullable(reports.get(jobId)).orElseThrow();
  }

  /** The next of a queue, within thirty seconds. */
  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return Optional.ofNullable(queue.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }
}
