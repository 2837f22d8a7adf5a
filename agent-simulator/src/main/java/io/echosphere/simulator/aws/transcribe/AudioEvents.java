package io.echosphere.simulator.aws.transcribe;

import java.nio.ByteBuffer;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/**
 * Takes the request's bytes apart: event-stream messages, each a signed envelope around an audio
 * event. Owned by one thread.
 */
final class AudioEvents {
  /** SHA-256. */
  private static final int SIGNATURE_BYTES = 32;

  private final MessageDecoder decoder = new MessageDecoder();
  private byte[] halfSample = {};

  /** What is done with the contents. */
  interface Sink {
    /** The next samples, at least one. */
    void audio(short[] samples);

    /** The client has no more audio. */
    void ended();
  }

  /**
   * Takes the next bytes.
   *
   * @throws BadEvent when they are no events as the service takes them
   */
  void feed(byte[] bytes, Sink sink) throws BadEvent {
    try {
      decoder.feed(bytes);
      for (Message envelope : decoder.getDecodedMessages()) {
        open(envelope, sink);
      }
    } catch (IllegalArgumentException
        | IllegalStateException
        | java.nio.BufferUnderflowException e) {
      throw new BadEvent("The event stream could not be decoded: " + e.getMessage());
    }
  }

  private void open(Message envelope, Sink sink) throws BadEvent {
    HeaderValue signature = envelope.getHeaders().get(":chunk-signature");
    if (signature == null
        || signature.getByteArray().length != SIGNATURE_BYTES
        || !envelope.getHeaders().containsKey(":date")) {
      throw new BadEvent("The event's signature is missing or malformed.");
    }
    if (envelope.getPayload().length == 0) {
      sink.ended();
      return;
    }
    Message event = Message.decode(ByteBuffer.wrap(envelope.getPayload()));
    Map<String, HeaderValue> headers = event.getHeaders();
    HeaderValue type = headers.get(":event-type");
    if (type == null || !type.getString().equals("AudioEvent")) {
      throw new BadEvent("The event is not an AudioEvent.");
    }
    if (event.getPayload().length == 0) {
      sink.ended();
      return;
    }
    short[] samples = samples(event.getPayload());
    if (samples.length > 0) {
      sink.audio(samples);
    }
  }

  /** 16-bit little-endian; an odd byte waits for its other half. */
  private short[] samples(byte[] payload) {
    byte[] all = payload;
    if (halfSample.length > 0) {
      all = new byte[payload.length + 1];
      all[0] = halfSample[0];
      System.arraycopy(payload, 0, all, 1, payload.length);
    }
    short[] samples = new short[all.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((all[2 * i] & 0xFF) | all[2 * i + 1] << 8);
    }
    halfSample = all.length % 2 == 0 ? new byte[0] : new byte[] {all[all.length - 1]};
    return samples;
  }

  /** The client sent something that the service does not take. */
  static final class BadEvent extends Exception {
    BadEvent(String message) {
      super(message);
    }
  }
}
