package io.echosphere.simulator.aws.transcribe;

import io.echosphere.simulator.aws.wire.Answer;
import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.aws.wire.ServiceError;
import io.echosphere.simulator.hearing.ClipLibrary;
import io.echosphere.simulator.hearing.Hearing;
import io.echosphere.simulator.hearing.HearingSettings;
import io.echosphere.simulator.hearing.ScriptedLines;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Answers StartStreamTranscription. Safe for use by many threads. */
public final class Transcribe implements AutoCloseable {
  /** Hearing computes; two threads of its own keep it off the event loops. */
  private static final int EARS = 2;

  private final ClipLibrary clips;
  private final HearingSettings settings;
  private final ScriptedLines unknownSpeech;
  private final Duration idleTimeout;
  private final DefaultEventExecutorGroup ears =
      new DefaultEventExecutorGroup(EARS, new DefaultThreadFactory("simulator-ear", true));

  /**
   * Makes the service.
   *
   * @param unknownSpeech what is heard in speech that no clip explains
   * @param idleTimeout how long a stream may bring no audio
   */
  public Transcribe(
      ClipLibrary clips,
      HearingSettings settings,
      ScriptedLines unknownSpeech,
      Duration idleTimeout) {
    this.clips = clips;
    this.settings = settings;
    this.unknownSpeech = unknownSpeech;
    this.idleTimeout = idleTimeout;
  }

  /** Takes the audio of a call and answers it. */
  public RequestBody open(Request request, Answer answer) {
    StreamRequest asked = new StreamRequest(request);
    asked.parameters().forEach(answer.recording()::parameter);
    RequestBody refused = RequestBody.ignored(answer::cancelled);
    if (answer.preempted()) {
      return refused;
    }
    Optional<ServiceError> error = asked.check();
    if (error.isPresent()) {
      answer.refuse(error.get());
      return refused;
    }
    Hearing hearing =
        Hearing.open(clips, settings, asked.languages(), asked.sampleRateHz(), unknownSpeech);
    TranscribeStream stream =
        new TranscribeStream(answer, asked, hearing, ears.next(), idleTimeout);
    stream.begin();
    return stream;
  }

  /** Stops the threads. */
  @Override
  public void close() {
    var _ = ears.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
