import type { Strings } from "../app/strings";

/** What was said, line by line. Pure: the reducer is all there is to know about a transcript. */

export type Voice =
  | { readonly who: "self" }
  | { readonly who: "agent" }
  /** Somebody else; their name is empty until the room tells it. */
  | { readonly who: "other"; readonly identity: string; readonly name: string };

/** How far a typed line has come. */
export type Delivery = "sending" | "sent" | "failed";

export interface Line {
  /** The segment of speech, or a typed line's own. */
  readonly id: string;
  readonly voice: Voice;
  readonly text: string;
  /** When its first words came, ms since 1970. */
  readonly at: number;
  /** Speech that is open or closed may still be taken up again; final words stay. */
  readonly state: "open" | "closed" | "final";
  readonly interrupted: boolean;
  /** Typed lines only. */
  readonly delivery: Delivery | null;
}

export type Transcript = readonly Line[];

export type TranscriptEvent =
  /** The whole text of a segment so far. */
  | {
      readonly kind: "spoken";
      readonly segment: string;
      readonly voice: Voice;
      readonly text: string;
      readonly final: boolean;
      readonly at: number;
    }
  /** No more of a segment comes: it ended, or whoever sent it is gone. */
  | { readonly kind: "closed"; readonly segment: string; readonly interrupted: boolean }
  | {
      readonly kind: "typed";
      readonly id: string;
      readonly voice: Voice;
      readonly text: string;
      readonly delivery: Delivery;
      readonly at: number;
    }
  | { readonly kind: "delivered"; readonly id: string; readonly delivery: Delivery }
  /** The room tells who somebody is, which for listeners comes seconds after their words. */
  | { readonly kind: "named"; readonly identity: string; readonly name: string };

/** Lines that are kept; the oldest go first. */
export const LINE_LIMIT = 1_000;

export function transcriptAfter(lines: Transcript, event: TranscriptEvent): Transcript {
  switch (event.kind) {
    case "spoken":
      return spoken(lines, event);
    case "closed":
      return changed(lines, event.segment, (line) => ({
        ...line,
        state: line.state === "open" ? "closed" : line.state,
        interrupted: line.interrupted || event.interrupted,
      }));
    case "typed":
      return bounded([
        ...lines,
        {
          id: event.id,
          voice: event.voice,
          text: event.text,
          at: event.at,
          state: "final",
          interrupted: false,
          delivery: event.delivery,
        },
      ]);
    case "delivered":
      return changed(lines, event.id, (line) => ({ ...line, delivery: event.delivery }));
    case "named":
      return named(lines, event.identity, event.name);
  }
}

function spoken(
  lines: Transcript,
  event: Extract<TranscriptEvent, { kind: "spoken" }>,
): Transcript {
  const known = lines.find((line) => line.id === event.segment);
  if (!known) {
    if (event.text.trim() === "") {
      return lines; // nothing to show yet
    }
    return bounded([
      ...lines,
      {
        id: event.segment,
        voice: event.voice,
        text: event.text,
        at: event.at,
        state: event.final ? "final" : "open",
        interrupted: false,
        delivery: null,
      },
    ]);
  }
  if (known.state === "final" && !event.final) {
    return lines; // late: the final words are here already
  }
  if (event.text.trim() === "") {
    return lines.filter((line) => line !== known); // what seemed to be words was none
  }
  return changed(lines, event.segment, (line) => ({
    ...line,
    text: event.text,
    state: event.final ? "final" : "open",
  }));
}

function named(lines: Transcript, identity: string, name: string): Transcript {
  const nameless = (line: Line) =>
    line.voice.who === "other" && line.voice.identity === identity && line.voice.name !== name;
  return lines.some(nameless)
    ? lines.map((line) =>
        nameless(line) ? { ...line, voice: { who: "other", identity, name } } : line,
      )
    : lines;
}

function changed(lines: Transcript, id: string, change: (line: Line) => Line): Transcript {
  return lines.map((line) => (line.id === id ? change(line) : line));
}

function bounded(lines: Transcript): Transcript {
  return lines.length > LINE_LIMIT ? lines.slice(lines.length - LINE_LIMIT) : lines;
}

/** Who a line is from, in words. */
export function speakerName(voice: Voice, strings: Strings): string {
  switch (voice.who) {
    case "self":
      return strings.you;
    case "agent":
      return strings.agent;
    case "other":
      return voice.name || strings.somebody;
  }
}

/** The whole transcript as text to keep. */
export function asText(lines: Transcript, strings: Strings, locale: string): string {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
  return lines
    .map((line) => {
      const mark = line.interrupted ? ` (${strings.interrupted})` : "";
      const speaker = speakerName(line.voice, strings);
      return `[${time.format(line.at)}] ${speaker}: ${line.text}${mark}\n`;
    })
    .join("");
}
