package io.echosphere.worker.faults;

import static io.echosphere.worker.faults.Moment.BEFORE_FIRST_WORD;
import static io.echosphere.worker.faults.Moment.MID_REPLY;
import static io.echosphere.worker.faults.Moment.MID_UTTERANCE;
import static io.echosphere.worker.faults.Moment.THINKING;
import static io.echosphere.worker.faults.Outcome.APOLOGISES;
import static io.echosphere.worker.faults.Outcome.ASKED_AGAIN;
import static io.echosphere.worker.faults.Outcome.ENDS;
import static io.echosphere.worker.faults.Outcome.GOES_ON;
import static io.echosphere.worker.faults.Outcome.SHOWN;

import io.echosphere.simulator.aws.call.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is played, in an order in which few rows need a worker of their own. */
final class Rows {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private Rows() {}

  /** Every row and every proof. */
  static List<Exercise> all() {
    var exercises = new ArrayList<Exercise>();
    Stream.of(transcribe(), bedrock(), polly(), connections(), database(), machine(), workers())
        .flatMap(List::stream)
        .map(Exercise::of)
        .forEach(exercises::add);
    exercises.add(new ClockJump());
    exercises.add(new PowerCut());
    exercises.add(Cluster.losingWorkerAndNode());
    exercises.add(Cluster.losingNode());
    return exercises;
  }

  /** What a build plays: some half a minute each. */
  static List<Row> minute() {
    return List.of(
        Row.of(pollyResets(), MID_REPLY, GOES_ON),
        Row.of(LiveKitFaults.signallingCut(), MID_UTTERANCE, GOES_ON).mayLose(Loss.A_WORD),
        Row.of(DatabaseFaults.killed(SOON), MID_REPLY, GOES_ON));
  }

  private static List<Row> transcribe() {
    return List.of(
        Row.of(
            AwsFault.stream(
                    "Transcribe ends an idle stream",
                    Ways.interrupted(
                        2,
                        "BadRequestException",
                        "Your request timed out because no new audio was received for 15 seconds."))
                .telling("stt failed"),
            MID_UTTERANCE,
            GOES_ON),
        Row.of(
            AwsFault.stream("Transcribe 4xx: too many streams", Ways.throttled()),
            MID_UTTERANCE,
            GOES_ON),
        Row.of(
            AwsFault.stream(
                    "Transcribe 5xx at its start", Ways.refused(503, "ServiceUnavailableException"))
                .telling("stt failed"),
            MID_UTTERANCE,
            GOES_ON),
        Row.of(
            AwsFault.stream("Transcribe reset", Ways.reset(3)).telling("stt failed"),
            MID_UTTERANCE,
            GOES_ON),
        Row.of(AwsFault.stream("Transcribe falls silent", Ways.stalled(3)), MID_UTTERANCE, GOES_ON)
            .within(Duration.ofSeconds(20)),
        Row.of(
            AwsFault.stream("Transcribe's finals 3 s late", Ways.lateFinals(SOON)),
            MID_UTTERANCE,
            GOES_ON));
  }

  private static List<Row> bedrock() {
    return List.of(
        Row.of(
            AwsFault.next(Service.BEDROCK, 1, "Bedrock throttles one request", Ways.throttled()),
            THINKING,
            GOES_ON),
        Row.of(
            AwsFault.always(Service.BEDROCK, "Bedrock throttles all requests", Ways.throttled())
                .telling("failed in a reply"),
            THINKING,
            APOLOGISES),
        Row.of(
            AwsFault.always(
                    Service.BEDROCK,
                    "Bedrock throttles after the first words",
                    Ways.interrupted(12, "throttlingException", "Too many requests."))
                .telling("failed in a reply"),
            MID_REPLY,
            APOLOGISES),
        Row.of(bedrockStalls(), THINKING, APOLOGISES),
        Row.of(bedrockStalls(), THINKING, APOLOGISES).during(DatabaseFaults.killed(SOON)),
        Row.of(
                AwsFault.always(Service.BEDROCK, "Bedrock stalls mid-reply", Ways.stalled(12)),
                MID_REPLY,
                APOLOGISES)
            .within(Duration.ofSeconds(30)),
        Row.of(
            AwsFault.next(
                Service.BEDROCK, 1, "Bedrock sends a malformed frame first", Ways.malformed(0)),
            THINKING,
            GOES_ON),
        Row.of(
            AwsFault.always(
                Service.BEDROCK, "Bedrock sends malformed frames mid-reply", Ways.malformed(12)),
            MID_REPLY,
            APOLOGISES),
        Row.of(
            AwsFault.always(Service.BEDROCK, "Bedrock's replies are empty", Ways.ended(1)),
            THINKING,
            APOLOGISES),
        Row.of(new CredentialsExpired(), THINKING, APOLOGISES));
  }

  private static List<Row> polly() {
    return List.of(
        Row.of(
            AwsFault.next(Service.POLLY, 1, "Polly 2 s slow", Ways.late(Duration.ofSeconds(2))),
            THINKING,
            GOES_ON),
        Row.of(
            AwsFault.next(Service.POLLY, 1, "Polly's sound ends too early", Ways.ended(2)),
            MID_REPLY,
            GOES_ON),
        Row.of(
            AwsFault.always(
                Service.POLLY, "Polly fails", Ways.refused(500, "ServiceFailureException")),
            THINKING,
            SHOWN),
        Row.of(pollyResets(), MID_REPLY, GOES_ON));
  }

  private static List<Row> connections() {
    return List.of(
        Row.of(LiveKitFaults.signallingCut(), BEFORE_FIRST_WORD, GOES_ON),
        Row.of(LiveKitFaults.signallingCut(), MID_UTTERANCE, GOES_ON).mayLose(Loss.A_WORD),
        Row.of(LiveKitFaults.signallingCut(), THINKING, GOES_ON),
        Row.of(LiveKitFaults.signallingCut(), MID_REPLY, GOES_ON),
        Row.of(LiveKitFaults.signallingCut(), MID_REPLY, GOES_ON)
            .during(DatabaseFaults.stopped(SOON)),
        Row.of(LiveKitFaults.workerSocketCut(), MID_REPLY, GOES_ON),
        Row.of(LiveKitFaults.agentsMediaCut(A_WHILE), MID_UTTERANCE, ASKED_AGAIN).mayLose(),
        Row.of(LiveKitFaults.agentsMediaCut(A_WHILE), MID_REPLY, ASKED_AGAIN).mayLose(),
        Row.of(LiveKitFaults.allMediaCut(Duration.ofSeconds(30)), MID_REPLY, ASKED_AGAIN)
            .mayLose()
            .within(Duration.ofSeconds(20)),
        Row.of(LiveKitFaults.callerVanishes(), MID_UTTERANCE, ENDS).mayLose(),
        Row.of(LiveKitFaults.callerVanishes(), MID_REPLY, ENDS).mayLose(),
        Row.of(LiveKitFaults.serverKilled(), BEFORE_FIRST_WORD, ASKED_AGAIN).mayLose(),
        Row.of(LiveKitFaults.serverKilled(), MID_UTTERANCE, ASKED_AGAIN).mayLose(),
        Row.of(LiveKitFaults.serverKilled(), MID_REPLY, ASKED_AGAIN).mayLose(),
        Row.of(LiveKitFaults.serverKilled(), MID_REPLY, ASKED_AGAIN)
            .mayLose()
            .during(DatabaseFaults.stopped(SOON)));
  }

  private static List<Row> database() {
    return List.of(
        Row.of(DatabaseFaults.killed(SOON), THINKING, GOES_ON),
        Row.of(DatabaseFaults.killed(SOON), MID_REPLY, GOES_ON),
        Row.of(DatabaseFaults.refusesWrites(A_WHILE), MID_UTTERANCE, GOES_ON),
        Row.of(DatabaseFaults.stopped(Duration.ofSeconds(60)), MID_REPLY, GOES_ON));
  }

  private static List<Row> machine() {
    return List.of(
        Row.of(ProcessFaults.processorsBusy(Duration.ofSeconds(8)), MID_REPLY, GOES_ON),
        // what is stored at once leaves the disk at once, and fits into the block that is there
        Row.of(new DiskFault(), MID_REPLY, GOES_ON)
            .during(DatabaseFaults.stopped(Duration.ofSeconds(8))),
        Row.of(CollectorFaults.down(), MID_REPLY, GOES_ON),
        Row.of(CollectorFaults.silent(), MID_REPLY, GOES_ON));
  }

  private static List<Row> workers() {
    return List.of(
        Row.of(ProcessFaults.workerTerminated(), MID_REPLY, GOES_ON),
        Row.of(ProcessFaults.workerKilledBesideAnother(), MID_UTTERANCE, ASKED_AGAIN).mayLose(),
        Row.of(ProcessFaults.workerKilledBesideAnother(), THINKING, ASKED_AGAIN).mayLose(),
        Row.of(ProcessFaults.workerKilledBesideAnother(), MID_REPLY, ASKED_AGAIN).mayLose(),
        Row.of(ProcessFaults.workerKilledBesideAnother(), MID_REPLY, ASKED_AGAIN)
            .mayLose()
            .during(DatabaseFaults.refusesWrites(SOON))
            .within(Duration.ofSeconds(30)), // the database must be back for a whole lease first
        Row.of(ProcessFaults.workerKilledAndStarted(), BEFORE_FIRST_WORD, ASKED_AGAIN)
            .mayLose()
            .within(Duration.ofSeconds(20)),
        Row.of(ProcessFaults.workerKilledAndStarted(), MID_REPLY, ASKED_AGAIN)
            .mayLose()
            .within(Duration.ofSeconds(20)));
  }

  private static Fault bedrockStalls() {
    return AwsFault.always(Service.BEDROCK, "Bedrock stalls before its first word", Ways.stalled(0))
        .telling("failed in a reply");
  }

  private static Fault pollyResets() {
    return AwsFault.next(Service.POLLY, 1, "Polly resets mid-audio", Ways.reset(2));
  }
}
