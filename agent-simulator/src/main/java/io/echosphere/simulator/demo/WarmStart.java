package io.echosphere.simulator.demo;

import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the distribution's ahead-of-time cache (JEP 483): watches a worker start and hold one call
 * against the local stack, and stores the classes it loaded, linked, in {@code lib/echosphere.aot}.
 * Without it a start takes longer and is otherwise the same, so a failure here is a warning.
 */
public final class WarmStart {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration CREATE_LIMIT = Duration.ofMinutes(3);

  private WarmStart() {}

  /**
   * Makes the cache; always ends with 0.
   *
   * @param arguments none: system property {@code demo.launcher}
   */
  public static void main(String[] arguments) {
    long began = System.nanoTime();
    try {
      Path cache = make(DemoSettings.simulated(System.getProperties()));
      say(
          "made %s, %d MB, in %d s"
              .formatted(
                  cache.getFileName(),
                  Files.size(cache) >> 20,
                  Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    } catch (LocalStackException | IOException e) {
      say("no ahead-of-time cache, the worker will start more slowly: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private static Path make(DemoSettings settings) throws IOException, InterruptedException {
    Path cache = settings.launcher().resolveSibling("../lib/echosphere.aot").normalize();
    Path directory = Files.createTempDirectory("echosphere-aot-");
    Path watched = directory.resolve("watched.aotconf");
    Path log = directory.resolve("java.log");
    try {
      watch(settings, watched);
      create(settings, watched, cache, log);
    } finally {
      Files.deleteIfExists(watched);
      Files.deleteIfExists(log);
      Files.deleteIfExists(directory);
    }
    if (!Files.isReadable(cache)) {
      throw new LocalStackException("java made none");
    }
    return cache;
  }

  private static void watch(DemoSettings settings, Path watched) throws InterruptedException {
    try (DemoStack stack = DemoStack.start(settings)) {
      ChildProcess worker = stack.startWorker("-XX:AOTMode=record -XX:AOTConfiguration=" + watched);
      stack.callQuietly("warm-start", List.of("ja-weather", "en-hello"));
      visit(stack.pageUrl());
      worker.terminate();
      if (!worker.waitFor(END_LIMIT)) {
        throw new LocalStackException("the worker did not end; its log:\n" + worker.tail(10));
      }
    }
  }

  /** A visitor's first requests, so that what answers them is in the cache too. */
  private static void visit(String page) throws InterruptedException {
    var token =
        HttpRequest.newBuilder(URI.create(page + "/api/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"roomName\":\"warm\",\"participantName\":\"w\"}"));
    try (var http = HttpClient.newHttpClient()) {
      for (var request : List.of(HttpRequest.newBuilder(URI.create(page + "/")), token)) {
        http.send(request.timeout(END_LIMIT).build(), BodyHandlers.discarding());
      }
    } catch (IOException e) {
      throw new LocalStackException("the page does not answer: " + e.getMessage());
    }
  }

  /** In this mode java reads what was watched, writes the cache, and runs nothing. */
  private static void create(DemoSettings settings, Path watched, Path cache, Path log)
      throws InterruptedException {
    var options = "-XX:AOTMode=create -XX:AOTConfiguration=" + watched + " -XX:AOTCache=" + cache;
    try (var java =
        ChildProcess.startAlone(
            List.of(settings.launcher().toString()),
            Map.of("ECHOSPHERE_JVM_OPTS", options, "ECHOSPHERE_AOT", "off"),
            Path.of(System.getProperty("user.dir")),
            Optional.of(log))) {
      if (!java.waitFor(CREATE_LIMIT) || java.exitCode() != 0) {
        throw new LocalStackException("java says: " + java.tail(5));
      }
    }
  }

  private static void say(String text) {
    System.out.println("[echosphere] " + text);
  }
}
