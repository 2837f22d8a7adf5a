import { useVoiceAssistant } from "@livekit/components-react";
import { useEffect, useState } from "react";
import { useStrings } from "../app/language";
import { TopBar } from "../app/TopBar";
import type { Call, CallView, Phase } from "./call";
import { Composer } from "./Composer";
import { Controls } from "./Controls";
import { Notices } from "./Notices";
import { Stage } from "./Stage";
import { agentMood } from "./mood";
import { TranscriptPane } from "./TranscriptPane";
import { useAgentAbsence } from "./useAgentAbsence";

interface Props {
  readonly call: Call;
  readonly view: CallView;
  readonly onEnterAgain: (microphone: boolean) => void;
}

/** What is seen of a call: who does what, what is said, and what can be done about it. */
export function Conversation({ call, view, onEnterAgain }: Props) {
  const strings = useStrings();
  const { phase, transcript } = view;
  const { agent, state, audioTrack } = useVoiceAssistant();
  const inside = phase.name === "connected" || phase.name === "reconnecting";
  const absence = useAgentAbsence(phase.name === "connected", agent !== undefined);
  const mood = agentMood(phase.name, absence, state);

  useEffect(() => call.meters.agentState(state), [call, state]);
  const agentTrack = audioTrack?.publication.track?.mediaStreamTrack;
  useEffect(() => (agentTrack ? call.meters.attach("agent", agentTrack) : undefined), [
    call,
    agentTrack,
  ]);
  const again = () => onEnterAgain(view.microphone.name !== "off");
  return (
    <div className="page room" data-phase={phase.name}>
      <TopBar>
        <ConnectionStatus phase={phase} />
      </TopBar>
      <main className="room-main">
        <h1 className="visually-hidden">{strings.roomTitle}</h1>
        <section className="room-stage">
          <Stage call={call} mood={mood} latency={view.latency} />
          <Notices call={call} view={view} absence={absence} onEnterAgain={again} />
          <Controls call={call} view={view} />
        </section>
        <section className="room-words">
          <TranscriptPane lines={transcript} onSendAgain={(line) => call.type(line.text, line.id)} />
          {phase.name !== "left" && (
            <Composer enabled={inside} onSend={(text) => call.type(text)} />
          )}
        </section>
      </main>
    </div>
  );
}

function ConnectionStatus({ phase }: { phase: Phase }) {
  const strings = useStrings();
  const words = wordsOf(phase);
  // Told to screen readers when it changes; not on the first look, which they read anyway.
  const [shown, setShown] = useState("");
  useEffect(() => setShown(words === null ? "" : strings[words]), [strings, words]);
  return (
    <p className="status" data-phase={phase.name} role="status">
      <span className="status-dot" aria-hidden="true" />
      <span className="status-words">{shown}</span>
    </p>
  );
}

function wordsOf(phase: Phase) {
  switch (phase.name) {
    case "outside":
      return null;
    case "connecting":
    case "connected":
    case "reconnecting":
    case "lost":
    case "left":
      return phase.name;
  }
}
