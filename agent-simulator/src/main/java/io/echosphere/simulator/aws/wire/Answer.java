package io.echosphere.simulator.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Recording;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A service's answer on its way out: writes down what is sent and lets the planned fault happen.
 * Owned by the exchange's event loop.
 */
public final class Answer {
  private final Exchange exchange;
  private final Service service;
  private final Recording recording;
  private final Optional<Fault> fault;
  private final String requestId = UUID.randomUUID().toString();
  private boolean eventStream;
  private boolean silenced;
  private int framesSent;

  /** Begins an answer; the fault is written down. */
  public Answer(Exchange exchange, Service service, Recording recording, Optional<Fault> fault) {
    this.exchange = exchange;
    this.service = service;
    this.recording = recording;
    this.fault = fault;
    fault.ifPresent(planned -> recording.fault(planned.toString()));
  }

  /** Where the call is written down. */
  public Recording recording() {
    return recording;
  }

  /** Whether more may be sent. */
  public boolean open() {
    return exchange.open() && !silenced;
  }

  /** Runs a task on the event loop after a while, unless the answer is over by then. */
  public void after(Duration delay, Runnable task) {
    exchange.after(delay, task);
  }

  /** Runs a task on the event loop soon, unless the answer is over by then. Any thread. */
  public void onLoop(Runnable task) {
    exchange.onLoop(task);
  }

  /**
   * Lets a fault happen that comes before any answer. To be asked once the request is understood.
   *
   * @return whether the call is done for
   */
  public boolean preempted() {
    switch (fault.orElse(null)) {
      case Fault.Throttle() -> refuse(throttled());
      case Fault.Refuse(int status, String type, String message) ->
          refuse(new ServiceError(status, type, message));
      case Fault.Stall(int frames) when frames == 0 -> silenced = true;
      case Fault.Reset(int frames, boolean whole) when frames == 0 -> breakOff(whole);
      case null -> {}
      case Fault.Stall _,
          Fault.Reset _,
          Fault.Interrupt _,
          Fault.Truncate _,
          Fault.Delay _,
          Fault.LateFinals _,
          Fault.Malform _ -> {}
    }
    return !open();
  }

  /** How much later than usual the first byte is to come. */
  public Duration extraDelay() {
    return fault
        .filter(Fault.Delay.class::isInstance)
        .map(Fault.Delay.class::cast)
        .map(Fault.Delay::by)
        .orElse(Duration.ZERO);
  }

  /** How much longer than usual a final is to be held back. */
  public Duration extraFinalDelay() {
    return fault
        .filter(Fault.LateFinals.class::isInstance)
        .map(Fault.LateFinals.class::cast)
        .map(Fault.LateFinals::by)
        .orElse(Duration.ZERO);
  }

  /** Answers with an error status. */
  public void refuse(ServiceError error) {
    if (!open()) {
      return;
    }
    recording.refused(error.type());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-amzn-requestid", requestId);
    headers.put("x-amzn-errortype", error.type());
    exchange.start(error.status(), headers);
    exchange.send(Json.write(words(error.message())));
    exchange.end(() -> {});
  }

  /** Sends status 200 and the headers. */
  public void begin(String contentType, Map<String, String> more) {
    if (!open()) {
      return;
    }
    eventStream = contentType.equals(EventMessages.CONTENT_TYPE);
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("content-type", contentType);
    headers.put("x-amzn-requestid", requestId);
    exchange.start(200, headers);
  }

  /** Sends an event message or a chunk of the body. */
  public void frame(byte[] bytes) {
    if (!open() || faulted(bytes)) {
      return;
    }
    exchange.send(bytes);
    framesSent++;
    recording.frame();
  }

  /** Ends the stream with an exception event. */
  public void exception(String type, String message) {
    if (!open()) {
      return;
    }
    recording.refused(type);
    exchange.send(EventMessages.exception(type, words(message)));
    exchange.end(() -> {});
  }

  /** Ends the answer in good order. */
  public void finish() {
    if (!open() || faulted(new byte[0])) {
      return;
    }
    exchange.end(() -> recording.end(Outcome.COMPLETED));
  }

  /** Notes that the client broke the call off. */
  public void cancelled() {
    recording.end(Outcome.CANCELLED);
  }

  /** Lets a fault happen whose turn has come; says whether it took the frame's place. */
  private boolean faulted(byte[] frame) {
    switch (fault.orElse(null)) {
      case Fault.Stall(int frames) when frames == framesSent -> silenced = true;
      case Fault.Reset(int frames, boolean whole) when frames == framesSent -> breakOff(whole);
      case Fault.Truncate(int frames) when frames == framesSent -> {
        recording.end(Outcome.BROKEN);
        exchange.end(() -> {});
        silenced = true;
      }
      case Fault.Interrupt(int frames, String type, String message) when frames == framesSent -> {
        if (eventStream) {
          exception(type, message);
        } else {
          breakOff(false);
        }
        silenced = true;
      }
      case Fault.Malform(int frames, Fault.Damage damage)
          when frames == framesSent && frame.length > 0 -> {
        recording.end(Outcome.BROKEN);
        framesSent++;
        damaged(frame, damage);
        return true;
      }
      case null -> {}
      case Fault.Stall _,
          Fault.Reset _,
          Fault.Truncate _,
          Fault.Interrupt _,
          Fault.Malform _,
          Fault.Throttle _,
          Fault.Refuse _,
          Fault.Delay _,
          Fault.LateFinals _ -> {}
    }
    return !open();
  }

  private void damaged(byte[] frame, Fault.Damage damage) {
    if (damage == Fault.Damage.BAD_CRC && eventStream) {
      byte[] bad = frame.clone();
      bad[bad.length - 1] ^= 0x55; // a message ends with its checksum
      exchange.send(bad);
    } else {
      byte[] garbage = new byte[64];
      java.util.Arrays.fill(garbage, (byte) 0xF5);
      exchange.sendUnframed(garbage);
    }
  }

  private void breakOff(boolean wholeConnection) {
    recording.end(Outcome.BROKEN);
    exchange.reset(wholeConnection);
  }

  private ServiceError throttled() {
    return switch (service) {
      case TRANSCRIBE ->
          new ServiceError(
              429,
              "LimitExceededException",
              "You have reached your limit of concurrent streams. Try again later.");
      case BEDROCK ->
          new ServiceError(
              429, "ThrottlingException", "Too many requests, please wait before trying again.");
      case POLLY -> new ServiceError(400, "ThrottlingException", "Rate exceeded");
    };
  }

  private ObjectNode words(String message) {
    return Json.object().put(service == Service.TRANSCRIBE ? "Message" : "message", message);
  }
}
