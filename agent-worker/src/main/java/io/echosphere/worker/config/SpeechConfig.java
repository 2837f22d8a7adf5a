package io.echosphere.worker.config;

/**
 * The way from sound to sound.
 *
 * @param hearing from the caller's sound to words
 * @param thinking from words to words
 * @param speaking from words to the agent's sound
 */
public record SpeechConfig(HearingConfig hearing, ThinkingConfig thinking, VoiceConfig speaking) {
  static SpeechConfig read(ConfigReader read, AwsConfig aws) {
    var hearing = HearingConfig.read(read);
    var thinking = ThinkingConfig.read(read, aws);
    var speaking = VoiceConfig.read(read);
    return read.whenValid(() -> new SpeechConfig(hearing, thinking, speaking));
  }
}
