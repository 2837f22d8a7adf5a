package io.echosphere.worker.command;

import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.worker.call.Aside;
import io.echosphere.worker.call.CallLine;
import io.echosphere.worker.call.CallLine.NoLine;
import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallPlan;
import io.echosphere.worker.call.CallRunner;
import io.echosphere.worker.call.CallSummary;
import io.echosphere.worker.call.Clip;
import io.echosphere.worker.call.Clip.UnusableClip;
import io.echosphere.worker.call.VoicePrint;
import io.echosphere.worker.call.WavFile;
import io.echosphere.worker.config.CallerConfig;
import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.logging.Logging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Calls the agent as a scripted caller and measures its answers. */
@Command(
    name = "call",
    header = "Calls the agent as a scripted caller and measures its answers.",
    description =
        "Joins a room as a participant, waits for the agent and its greeting, speaks, waits for"
            + " each reply, and prints the transcript and the latencies.",
    footer = {
      "",
      "Voice to voice is measured from the last voiced sample sent to the first voiced sample of"
          + " the reply received; barge-in from the first voiced sample sent to the last voiced"
          + " sample received of the reply spoken over. Both hold two legs of WebRTC, 45 to 80 ms"
          + " each. A reply over which a backchannel or a noise is heard must go on: it is compared"
          + " with the same reply undisturbed, from an earlier turn with the same file or from"
          + " --replies, and more than "
          + (int) CallNews.Disturbed.TOLERANCE
          + " ms of its voice lost or repeated is a failure. Exit code"
          + " 0 only if every turn was answered and every such reply was heard whole.",
      "Needs LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and AGENT_NAME if the agent has"
          + " one."
    })
final class CallCommand implements Callable<Integer> {
  private static final List<String> BUNDLED = List.of("ja-weather.wav", "en-music.wav");

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--room",
      paramLabel = "ROOM",
      description = "Room to call in; a new one by default.")
  private String room = "call-" + random();

  @Option(
      names = "--wav",
      paramLabel = "FILE",
      description =
          "What to say: 16-bit mono PCM of any usual rate. Repeat for more turns. By default a"
              + " Japanese and an English sentence that come with EchoSphere.")
  private List<Path> wavs = new ArrayList<>();

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "How often to speak, going round the files; by default once each.")
  private int turns;

  @Option(
      names = "--barge-in",
      paramLabel = "N",
      arity = "0..1",
      defaultValue = "0",
      fallbackValue = "1",
      description = "Speak over N replies, 1 if not said, 1.2 s after each began.")
  private int bargeIns;

  @Option(
      names = "--backchannel",
      paramLabel = "TURN=FILE",
      description =
          "Say this over the reply to that turn, 1.2 s after it began; the reply must go on."
              + " Repeatable, once a turn.")
  private Map<Integer, Path> backchannels = new TreeMap<>();

  @Option(
      names = "--noise",
      paramLabel = "TURN=FILE",
      description = "The same with a sound that is no voice, such as a cough.")
  private Map<Integer, Path> noises = new TreeMap<>();

  @Option(
      names = "--say",
      paramLabel = "TURN=TEXT",
      description =
          "Type that turn instead of saying it; it must be answered by voice. Repeatable.")
  private Map<Integer, String> typed = new TreeMap<>();

  @Option(
      names = "--replies",
      paramLabel = "FOLDER",
      description =
          "Where the replies to the files are, under the same names, as the agent speaks them"
              + " undisturbed.")
  private @Nullable Path replies;

  @Option(names = "--json", description = "Print one JSON object a line instead, for programs.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the agent, and for each reply (default: 30).")
  private int timeout;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "Identity of the caller; made up by default.")
  private String identity = "caller-" + random();

  @Option(names = "--url", paramLabel = "URL", description = "Instead of LIVEKIT_URL.")
  private String url = "";

  @Option(
      names = "--agent-name",
      paramLabel = "NAME",
      description = "Instead of AGENT_NAME: asks for this agent.")
  private String agentName = "";

  CallCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidConfigException, InterruptedException {
    CallPlan plan = plan();
    CallerConfig config = CallerConfig.from(variables());
    Logging.install(config.logging(), console.err(), console.terminal(), true);
    CallPrinter printer =
        json
            ? new JsonCallPrinter(console.out())
            : new PrettyCallPrinter(console.out(), console.coloured());
    var summary = new CallSummary(plan.turns());
    var runner = new CallRunner(plan, new SystemTimers(), new SystemFrameClock());
    CallLine.Dialler dialler = RoomLine.dialler(config.livekit(), room, identity);
    try {
      runner.run(
          dialler,
          news -> {
            summary.note(news);
            printer.news(news);
          });
    } catch (NoLine e) {
      console.err().println("echosphere call: " + e.getMessage());
      return ExitCode.FAILED;
    }
    printer.summary(summary, runner.worstLatenessNanos());
    return summary.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }

  private CallPlan plan() {
    try {
      List<Clip> clips = new ArrayList<>();
      for (Path wav : wavs) {
        clips.add(WavFile.read(wav));
      }
      if (clips.isEmpty()) {
        clips.addAll(bundled());
      }
      int times = turns == 0 ? clips.size() + typed.size() : turns;
      if (times < 1 || timeout < 1 || bargeIns < 0) {
        throw mistake("--turns, --timeout and --barge-in take numbers from 1 on");
      }
      if (bargeIns > 0 && times < 2) {
        throw mistake("--barge-in speaks over a reply with the next turn: use --turns 2");
      }
      Map<Integer, Aside> over = asides(times);
      return new CallPlan(
          clips, times, bargeIns, typed, over, known(clips, over), Duration.ofSeconds(timeout));
    } catch (UnusableClip e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Map<Integer, Aside> asides(int times) throws UnusableClip {
    var places = new TreeSet<>(backchannels.keySet());
    places.addAll(noises.keySet());
    if (places.size() < backchannels.size() + noises.size()) {
      throw mistake("only one --backchannel or --noise goes over the reply to a turn");
    }
    places.addAll(typed.keySet());
    if (!places.isEmpty() && (places.getFirst() < 1 || places.getLast() > times)) {
      throw mistake(
          "--backchannel, --noise and --say name turns from 1 to " + times + ": see --turns");
    }
    if (typed.values().stream().anyMatch(String::isBlank)) {
      throw mistake("--say needs something to type, such as --say 2=Hello");
    }
    Map<Integer, Aside> over = new TreeMap<>();
    for (var entry : backchannels.entrySet()) {
      over.put(entry.getKey(), new Aside(Aside.Kind.BACKCHANNEL, WavFile.read(entry.getValue())));
    }
    for (var entry : noises.entrySet()) {
      over.put(entry.getKey(), new Aside(Aside.Kind.NOISE, WavFile.read(entry.getValue())));
    }
    return over;
  }

  private Map<String, VoicePrint> known(List<Clip> clips, Map<Integer, Aside> over)
      throws UnusableClip {
    Map<String, VoicePrint> known = new TreeMap<>();
    Path folder = replies;
    if (folder == null || over.isEmpty()) {
      return known;
    }
    for (Clip clip : clips) {
      Path reply = folder.resolve(clip.name());
      if (Files.exists(reply)) {
        known.put(clip.name(), VoicePrint.of(WavFile.read(reply)));
      }
    }
    if (known.isEmpty()) {
      throw mistake("--replies " + folder + " holds no file of the name of one that is said");
    }
    return known;
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static List<Clip> bundled() throws UnusableClip {
    List<Clip> clips = new ArrayList<>();
    for (String name : BUNDLED) {
      try (InputStream stream = WavFile.class.getResourceAsStream(name)) {
        clips.add(WavFile.read(name, Objects.requireNonNull(stream)));
      } catch (IOException e) {
        throw new IllegalStateException("the distribution lacks " + name, e);
      }
    }
    return clips;
  }

  private Map<String, String> variables() throws InvalidConfigException {
    var variables =
        new HashMap<>(Environment.of(console.variables(), console.directory()).variables());
    if (!url.isEmpty()) {
      variables.put("LIVEKIT_URL", url);
    }
    if (!agentName.isEmpty()) {
      variables.put("AGENT_NAME", agentName);
    }
    return variables;
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
