package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.application.port.out.SessionEventLog.Beginning;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnSettings;
import java.time.Instant;

/** The lines of a log after its header, as they are read; and how each line is written. */
sealed interface LogLine {
  /** What the first line of every log says it is. */
  String KIND = "session-events";

  /** Goes up when an older reader could not read a log, or would read it wrongly. */
  int FORMAT = 1;

  /**
   * The first line.
   *
   * @param version of the product that wrote the log
   * @param jobId the job
   * @param settings how turns were taken
   * @param language the language the call started in
   * @param opening what was done before the first event, as written
   */
  record Header(
      String version, String jobId, TurnSettings settings, Language language, JsonNode opening) {}

  /**
   * The session became known.
   *
   * @param id a UUID
   */
  record Identified(String id) implements LogLine {}

  /**
   * One event and what it led to.
   *
   * @param event what happened
   * @param atMillis when, on the session's timeline
   * @param written the event as written
   * @param state the next state's name
   * @param effects what was to be done, as written
   */
  record Taken(TurnEvent event, long atMillis, JsonNode written, String state, JsonNode effects)
      implements LogLine {}

  /**
   * The last line of a call that ended while its log could be written.
   *
   * @param lost how many events more were taken than stand here
   */
  record End(long lost) implements LogLine {}

  static String header(Beginning call, String version, Instant started) {
    return JsonLine.of(
        out ->
            out.text("echosphere", KIND)
                .number("format", FORMAT)
                .text("version", version)
                .text("started", started.toString())
                .text("job", call.jobId())
                .text("room", call.roomName())
                .text("language", call.language().tag())
                .object("settings", call.settings(), SettingsForm::write)
                .objects("opening", call.opening(), StepForm::write));
  }

  static String identified(SessionId session) {
    return JsonLine.of(out -> out.text("session", session.toString()));
  }

  static String taken(TurnEvent event, long atMillis, Step step) {
    return JsonLine.of(
        out ->
            out.number("at_ms", atMillis)
                .object("event", event, EventForm::write)
                .text("state", StepForm.name(step.state()))
                .objects("effects", step.effects(), StepForm::write));
  }

  static String end(long steps, long lost) {
    return JsonLine.of(out -> out.number("steps", steps).number("lost", lost));
  }
}
