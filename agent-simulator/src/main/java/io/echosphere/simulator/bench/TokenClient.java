package io.echosphere.simulator.bench;

import io.echosphere.simulator.stack.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for tokens at a steady pace, whether or not the earlier ones have come: a server that is
 * slow is asked all the same, as by real visitors. Owned by one thread.
 */
final class TokenClient implements AutoCloseable {
  /** Far more than a server that keeps up lets accumulate. */
  private static final int MOST_WAITING = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI address;

  TokenClient(String page) {
    address = URI.create(page + "/api/token");
  }

  /**
   * What came of it.
   *
   * @param statuses how often each status came; 0 where none came
   * @param millis how long each answer took, from when it was due to be asked for
   * @param seconds from the first question to the last
   */
  record Outcome(Map<Integer, Integer> statuses, Spread millis, double seconds) {
    int given() {
      return statuses.getOrDefault(200, 0);
    }
  }

  /**
   * One answer.
   *
   * @param status 0 where there was none
   * @param retryAfter when to come back, if it says so
   * @param millis how long it took
   */
  record Reply(int status, Optional<String> retryAfter, double millis) {}

  /** Asks so often within this time. */
  Outcome ask(int count, Duration within) throws InterruptedException {
    long interval = within.toNanos() / count;
    long begin = System.nanoTime();
    long last = begin;
    var waiting = new Semaphore(MOST_WAITING);
    var replies = new ArrayList<Future<Reply>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = begin + i * interval;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        waiting.acquire();
        last = System.nanoTime();
        replies.add(
            threads.submit(
                () -> {
                  try {
                    return reply(due, Optional.empty());
                  } finally {
                    waiting.release();
                  }
                }));
      }
    }
    var statuses = new TreeMap<Integer, Integer>();
    var millis = new ArrayList<Double>();
    for (var future : replies) {
      Reply reply = result(future);
      statuses.merge(reply.status(), 1, Integer::sum);
      millis.add(reply.millis());
    }
    return new Outcome(statuses, Spread.of(millis), (last - begin) / 1e9);
  }

  /** Asks one after the other, as a proxy would for this client. */
  List<Reply> askFor(String client, int count) throws InterruptedException {
    var replies = new ArrayList<Reply>();
    for (int i = 0; i < count; i++) {
      replies.add(reply(System.nanoTime(), Optional.of(client)));
    }
    return replies;
  }

  @Override
  public void close() {
    http.close();
  }

  private Reply reply(long due, Optional<String> client) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"roomName\":\"%s\",\"participantName\":\"Load\"}"
                        .formatted(UUID.randomUUID())));
    client.ifPresent(it -> request.header("X-Forwarded-For", it));
    try {
      var answer = http.send(request.build(), BodyHandlers.discarding());
      return new Reply(
          answer.statusCode(), answer.headers().firstValue("Retry-After"), millisSince(due));
    } catch (IOException _) {
      return new Reply(0, Optional.empty(), millisSince(due));
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static Reply result(Future<Reply> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new LocalStackException("asking for tokens failed: " + e.getCause());
    }
  }
}
