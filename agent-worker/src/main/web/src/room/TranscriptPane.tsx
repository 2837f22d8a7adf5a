import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { copyText } from "../app/copy";
import { useLanguage } from "../app/language";
import { asText, type Line, speakerName, type Transcript } from "./transcript";

/** Within so many pixels of the end, the reader follows the conversation. */
const NEAR_END = 48;

interface Props {
  readonly lines: Transcript;
  readonly onSendAgain: (line: Line) => void;
}

/** What was said. It follows the newest words, unless the reader has scrolled back to read. */
export function TranscriptPane({ lines, onSendAgain }: Props) {
  const { strings } = useLanguage();
  const { list, follows, scrolled, toEnd } = useFollowing(lines);
  const id = useId();
  return (
    <div className="transcript">
      <div className="transcript-head">
        <h2 id={id}>{strings.transcript}</h2>
        <Keep lines={lines} />
      </div>
      {/* Focusable, so that the keyboard scrolls it. */}
      <div
        className="transcript-lines"
        ref={list}
        onScroll={scrolled}
        role="region"
        aria-labelledby={id}
        tabIndex={0}
      >
        {lines.length === 0 ? (
          <p className="transcript-empty">{strings.transcriptEmpty}</p>
        ) : (
          <ol>
            {lines.map((line) => (
              <TranscriptLine key={line.id} line={line} onSendAgain={onSendAgain} />
            ))}
          </ol>
        )}
      </div>
      {!follows && (
        <button type="button" className="button newest" onClick={toEnd}>
          {strings.newLines} <span aria-hidden="true">↓</span>
        </button>
      )}
      <Announcer lines={lines} />
    </div>
  );
}

interface LineProps {
  readonly line: Line;
  readonly onSendAgain: (line: Line) => void;
}

function TranscriptLine({ line, onSendAgain }: LineProps) {
  const { language, strings } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const marks = [
    line.state === "open" ? strings.interim : "",
    line.interrupted ? strings.interrupted : "",
    line.delivery === "sent" ? strings.typed : "",
    line.delivery === "sending" ? strings.sending : "",
    line.delivery === "failed" ? strings.notSent : "",
  ].filter((mark) => mark !== "");
  return (
    <li
      className="line"
      data-who={line.voice.who}
      data-state={line.state}
      data-interrupted={line.interrupted}
      data-delivery={line.delivery}
    >
      <p className="line-head">
        <span className="line-speaker">{speakerName(line.voice, strings)}</span>
        <time dateTime={new Date(line.at).toISOString()}>{time.format(line.at)}</time>
        {marks.map((mark) => (
          <span className="line-mark" key={mark}>
            {mark}
          </span>
        ))}
      </p>
      <p className="line-text" dir="auto">
        {line.text}
      </p>
      {line.delivery === "failed" && (
        <button type="button" className="button quiet" onClick={() => onSendAgain(line)}>
          {strings.retry}
        </button>
      )}
    </li>
  );
}

/** Copies or saves the whole transcript. */
function Keep({ lines }: { lines: Transcript }) {
  const { language, strings } = useLanguage();
  const [outcome, setOutcome] = useState<"" | "copied" | "copyFailed">("");
  useEffect(() => {
    const timer = setTimeout(() => setOutcome(""), 4_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const text = () => asText(lines, strings, language);
  const copy = async () => setOutcome((await copyText(text())) ? "copied" : "copyFailed");
  return (
    <div className="keep">
      <span className="hint" role="status">
        {outcome === "" ? "" : strings[outcome]}
      </span>
      <button
        type="button"
        className="button quiet"
        disabled={lines.length === 0}
        onClick={() => void copy()}
      >
        {strings.copyTranscript}
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={lines.length === 0}
        onClick={() => save(text(), `${strings.transcriptFile}.txt`)}
      >
        {strings.saveTranscript}
      </button>
    </div>
  );
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Tells screen readers finished words once; the changing ones would never stop. */
function Announcer({ lines }: { lines: Transcript }) {
  const { strings } = useLanguage();
  const last = lines.findLast((line) => line.state !== "open" && line.voice.who !== "self");
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {last ? `${speakerName(last.voice, strings)}: ${last.text}` : ""}
    </p>
  );
}

function useFollowing(lines: Transcript) {
  const list = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const toEnd = () => {
    const element = list.current;
    element?.scrollTo({ top: element.scrollHeight });
    setFollows(true);
  };
  const scrolled = () => {
    const element = list.current;
    if (element) {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      setFollows(below <= NEAR_END);
    }
  };
  useLayoutEffect(() => {
    if (follows && list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [lines, follows]);
  return { list, follows, scrolled, toEnd };
}
