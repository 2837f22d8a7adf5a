import { useEffect, useRef } from "react";
import type { Sentence } from "../app/Message";
import { useLanguage } from "../app/language";
import type { Call } from "./call";
import type { Mood } from "./mood";

const WORDS: Record<Mood, Sentence> = {
  waiting: "agentWaiting",
  initializing: "agentInitializing",
  idle: "agentIdle",
  listening: "agentListening",
  thinking: "agentThinking",
  speaking: "agentSpeaking",
  gone: "agentGone",
  lost: "lost",
  left: "left",
};

interface Props {
  readonly call: Call;
  readonly mood: Mood;
  /** Of the last turn, ms. */
  readonly latency: number | null;
}

/** The agent, seen: a sphere that moves with whoever speaks, and says in words what it does. */
export function Stage({ call, mood, latency }: Props) {
  const { language, strings } = useLanguage();
  const orb = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      call.meters.watch((levels) => {
        const style = orb.current?.style;
        style?.setProperty("--agent", levels.agent.toFixed(3));
        style?.setProperty("--caller", levels.caller.toFixed(3));
      }),
    [call],
  );
  const seconds = latency === null ? null : latency / 1_000;
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return (
    <div className="stage" data-agent-state={mood}>
      <div className="orb" ref={orb} aria-hidden="true">
        <span className="orb-ring" />
        <span className="orb-ring" />
        <span className="orb-ring" />
        <span className="orb-core" />
        <span className="orb-arc" />
      </div>
      <div className="stage-words">
        <p className="stage-state">{strings[WORDS[mood]]}</p>
        <p className="stage-latency" title={strings.latencyHint}>
          {seconds !== null && mood !== "gone" && (
            <>
              {strings.latency} <data value={seconds.toFixed(3)}>{number.format(seconds)}</data>{" "}
              {strings.seconds}
            </>
          )}
        </p>
      </div>
    </div>
  );
}
