package io.echosphere.application.session;

import io.echosphere.application.hearing.Ears;
import io.echosphere.application.port.out.IdGenerator;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.Fact;
import io.echosphere.application.recovery.Custody;
import io.echosphere.application.speaking.CannedSpeech;
import io.echosphere.application.speaking.Mouth;
import java.util.function.Consumer;

/**
 * What calls are made of; shared by all of them.
 *
 * @param recorder keeps facts, in order; never blocks
 * @param custody whose sessions are whose
 * @param eventLog keeps what sessions decide, for replay
 */
public record CallParts(
    RoomConnector rooms,
    Ears ears,
    Mouth mouth,
    LanguageModel model,
    TextToSpeech textToSpeech,
    CannedSpeech canned,
    Consumer<Fact> recorder,
    Custody custody,
    SessionEventLog eventLog,
    IdGenerator ids,
    Timers timers,
    Telemetry telemetry) {}
