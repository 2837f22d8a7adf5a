package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.ScriptedLanguageModel;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.speaking.CannedSpeech;
import io.echosphere.application.speaking.Mouth;
import io.echosphere.application.speaking.Speaking;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;

/** An agent that says one reply of coded sound, through the speaking stage and the mouth. */
final class SpeakingAgent implements AutoCloseable {
  private final SystemTimers timers = new SystemTimers();
  private final Mouth mouth = new Mouth(new SystemFrameClock(), new RecordingTelemetry());
  private final Speaking speaking;

  SpeakingAgent(Room room, AgentSide side, int blocks) {
    var voice = mouth.open(side.audience, room::play, _ -> {});
    var coded = new CodedVoice(CodedSound.blocks(blocks));
    var parts =
        new Speaking.Parts(
            new ScriptedLanguageModel(),
            coded,
            new CannedSpeech(coded),
            true,
            timers,
            new Mailbox(timers),
            new RecordingTelemetry().call("job", "room"),
            (segment, language) -> room.transcribe(segment, language.tag()));
    speaking = new Speaking(parts, voice);
  }

  void speak() {
    var id = new ReplyId(1);
    speaking.say(id, "コードの文です。", Language.JAPANESE);
    speaking.letSpeak(id);
  }

  @Override
  public void close() {
    speaking.close();
    mouth.close();
    timers.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record CodedVoice(short[] sound) implements TextToSpeech {
    @Override
    public Synthesis synthesize(Utterance utterance, Listener listener) {
      listener.audio(sound.clone());
      listener.finished();
      return Synthesis.NONE;
    }
  }
}
