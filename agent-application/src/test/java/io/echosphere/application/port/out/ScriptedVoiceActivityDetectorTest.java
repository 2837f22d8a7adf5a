package io.echosphere.application.port.out;

import java.util.List;

final class ScriptedVoiceActivityDetectorTest extends VoiceActivityDetectorContract {
  @Override
  protected VoiceActivityDetector detector() {
    return new ScriptedVoiceActivityDetector(List.of(0.1f, 0.9f, 1f, 0.4f));
  }
}
