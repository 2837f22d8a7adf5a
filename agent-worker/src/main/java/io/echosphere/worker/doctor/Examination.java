package io.echosphere.worker.doctor;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsDoctor;
import io.echosphere.adapter.aws.AwsSettings;
import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.adapter.silero.SileroVoiceActivityDetector;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.worker.config.DatabaseConfig;
import io.echosphere.worker.config.JournalConfig;
import io.echosphere.worker.config.VoiceConfig;
import io.echosphere.worker.config.WorkerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a worker needs to be able to work. */
public final class Examination {
  private static final String CREDENTIALS = "AWS credentials";

  /** The AWS checks give up after 15 s by themselves, in better words. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private Examination() {}

  /**
   * Looks at everything outside the process, changing nothing; blocks until all is known, at most
   * about 40 s. Asks the model for one token, which costs a fraction of a cent.
   *
   * @return the findings by name, in an order fit for a table
   */
  public static Map<String, Finding> of(WorkerConfig config) {
    try (var clients = new AwsClients(AwsSettings.of(config.aws().region()))) {
      List<Check> checks = new ArrayList<>();
      checks.add(new Check("WebRTC library", Examination::webRtc));
      checks.add(new Check("ONNX library", Examination::onnx));
      checks.add(new Check("LiveKit", () -> LiveKitProbe.look(config.livekit())));
      checks.add(new Check("database", () -> database(config.database())));
      checks.add(new Check("journal", () -> journal(config.journal())));
      checks.addAll(aws(config, new AwsDoctor(clients)));
      return new Doctor(DEADLINE).examine(checks);
    }
  }

  private static List<Check> aws(WorkerConfig config, AwsDoctor doctor) {
    VoiceConfig speaking = config.speech().speaking();
    List<Check> checks = new ArrayList<>();
    checks.add(new Check(CREDENTIALS, () -> of(doctor.credentials())));
    checks.add(new Check("voice", CREDENTIALS, () -> of(doctor.voice(speaking.voice()))));
    if (!speaking.englishVoice().equals(speaking.voice())) {
      checks.add(
          new Check("English voice", CREDENTIALS, () -> of(doctor.voice(speaking.englishVoice()))));
    }
    List<String> models = config.speech().thinking().models();
    for (int i = 0; i < models.size(); i++) {
      String model = models.get(i);
      String name = i == 0 ? "model" : "fallback model " + i;
      checks.add(new Check(name, CREDENTIALS, () -> of(doctor.model(model))));
    }
    return checks;
  }

  /** The doctor's words, as a finding. */
  private static Finding of(AwsDoctor.Finding finding) {
    return finding.ok() ? Finding.ok(finding.words()) : Finding.failed(finding.words());
  }

  private static Finding webRtc() {
    WebRtc.load();
    return Finding.ok("loaded");
  }

  private static Finding onnx() throws Exception {
    SileroVoiceActivityDetector.load().close();
    return Finding.ok("loaded, and the voice detector's model with it");
  }

  private static Finding database(DatabaseConfig config) throws DatabaseUnavailable {
    return switch (config) {
      case DatabaseConfig.None() -> Finding.skipped("DATABASE_URL is 'none': nothing is stored");
      case DatabaseConfig.Postgres(var url) -> {
        Database.Standing standing = Database.inspect(url);
        yield Finding.ok(
            url
                + (standing.upToDate()
                    ? ", schema version " + standing.version().orElse(0)
                    : ", schema to be migrated to version "
                        + standing.wanted()
                        + " by the first worker that starts"));
      }
    };
  }

  /** Whether the journal could be written; it is made only when there is something to keep. */
  private static Finding journal(JournalConfig config) {
    if (config.directory().isEmpty()) {
      return Finding.skipped("JOURNAL_DIR is 'none': what is said waits in memory only");
    }
    Path wanted = config.directory().get();
    Path existing = wanted;
    while (existing.getParent() != null && Files.notExists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? Finding.ok(wanted.toString())
        : Finding.failed(
            existing + " is no directory that can be written to: set JOURNAL_DIR, or give access");
  }
}
