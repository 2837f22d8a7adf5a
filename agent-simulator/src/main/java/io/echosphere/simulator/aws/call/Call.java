package io.echosphere.simulator.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it stands at the moment of asking. Immutable.
 *
 * @param id counts up from 1 over all services, in order of arrival
 * @param service whose operation it is
 * @param operation the operation's name in the service's API, such as {@code ConverseStream}
 * @param parameters what was asked, under the API's member names, such as {@code VoiceId}
 * @param history the system prompts and messages sent to Bedrock, oldest first; else empty
 * @param text what Polly was to speak, what Bedrock answered so far, or the finals that Transcribe
 *     sent so far, one a line
 * @param samples audio samples that came in (Transcribe) or went out (Polly) so far
 * @param frames how many event messages or audio chunks went out so far
 * @param outcome how it stands
 * @param error the error type that the client was told, if any
 * @param fault the planned fault that was applied, if any
 * @param startedAt when the request's headers had arrived
 * @param firstFrame from then to the first event or audio chunk, if one went out
 * @param duration from then to the end, or to now while it runs
 */
public record Call(
    long id,
    Service service,
    String operation,
    Map<String, String> parameters,
    List<Turn> history,
    String text,
    long samples,
    int frames,
    Outcome outcome,
    Optional<String> error,
    Optional<String> fault,
    Instant startedAt,
    Optional<Duration> firstFrame,
    Duration duration) {
  /** Copies the collections. */
  public Call {
    parameters = Map.copyOf(parameters);
    history = List.copyOf(history);
  }

  /** The parameter of that name, or the empty string when it was not sent. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether the client broke it off. */
  public boolean cancelled() {
    return outcome == Outcome.CANCELLED;
  }

  /** Whether it has ended, in whatever way. */
  public boolean ended() {
    return outcome != Outcome.RUNNING;
  }
}
