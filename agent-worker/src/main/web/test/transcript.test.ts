import { describe, expect, it } from "vitest";
import { STRINGS } from "../src/app/strings";
import {
  asText,
  LINE_LIMIT,
  type Transcript,
  type TranscriptEvent,
  transcriptAfter,
  type Voice,
} from "../src/room/transcript";

const agent: Voice = { who: "agent" };
const self: Voice = { who: "self" };

function spoken(segment: string, voice: Voice, text: string, final = false): TranscriptEvent {
  return { kind: "spoken", segment, voice, text, final, at: 1_000 };
}

function after(...events: TranscriptEvent[]): Transcript {
  return events.reduce(transcriptAfter, [] as Transcript);
}

describe("a transcript", () => {
  it("shows interim words of a caller and replaces them by later ones", () => {
    const lines = after(spoken("u1", self, "きょうの"), spoken("u1", self, "今日の天気は"));
    expect(lines).toMatchObject([{ id: "u1", text: "今日の天気は", state: "open" }]);
  });

  it("keeps final words against late interim ones", () => {
    const lines = after(spoken("u1", self, "final words", true), spoken("u1", self, "final wor"));
    expect(lines).toMatchObject([{ text: "final words", state: "final" }]);
  });

  it("grows an agent's reply, and ends it with its stream", () => {
    const lines = after(
      spoken("a1", agent, "こん"),
      spoken("a1", agent, "こんにちは"),
      spoken("a1", agent, "こんにちは", true),
      { kind: "closed", segment: "a1", interrupted: false },
    );
    expect(lines).toMatchObject([{ text: "こんにちは", state: "final", interrupted: false }]);
  });

  it("takes a reply that comes in one piece", () => {
    const lines = after(spoken("a1", agent, "Hello."), spoken("a1", agent, "Hello.", true), {
      kind: "closed",
      segment: "a1",
      interrupted: false,
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ text: "Hello.", state: "final" });
  });

  it("marks an interrupted reply, and no other", () => {
    const lines = after(
      spoken("a1", agent, "one", true),
      { kind: "closed", segment: "a1", interrupted: false },
      spoken("a2", agent, "long ago"),
      { kind: "closed", segment: "a2", interrupted: true },
    );
    expect(lines.map((line) => line.interrupted)).toEqual([false, true]);
    expect(lines[1]?.state).toBe("closed");
  });

  it("takes up a reply again whose stream was replaced by another of the same segment", () => {
    const lines = after(
      spoken("a1", agent, "twenty"),
      { kind: "closed", segment: "a1", interrupted: false },
      spoken("a1", agent, "thirty"),
      spoken("a1", agent, "thirty degrees", true),
    );
    expect(lines).toMatchObject([{ text: "thirty degrees", state: "final" }]);
  });

  it("shows no line without words", () => {
    expect(after(spoken("a1", agent, " "))).toEqual([]);
    const emptied = after(spoken("u1", self, "um"), spoken("u1", self, ""), {
      kind: "closed",
      segment: "u1",
      interrupted: false,
    });
    expect(emptied).toEqual([]);
  });

  it("keeps the order in which people began to speak", () => {
    const lines = after(
      spoken("u1", self, "first"),
      spoken("a1", agent, "second"),
      spoken("u1", self, "first, at length", true),
    );
    expect(lines.map((line) => line.id)).toEqual(["u1", "a1"]);
  });

  it("shows a typed line at once and how far it has come", () => {
    const typed: TranscriptEvent = {
      kind: "typed",
      id: "t1",
      voice: self,
      text: "hello",
      delivery: "sending",
      at: 5,
    };
    expect(after(typed)).toMatchObject([{ delivery: "sending", text: "hello" }]);
    expect(after(typed, { kind: "delivered", id: "t1", delivery: "failed" })).toMatchObject([
      { delivery: "failed" },
    ]);
  });

  it("learns later who somebody is", () => {
    const lines = after(
      spoken("o1", { who: "other", identity: "u1", name: "" }, "Hi", true),
      spoken("o2", { who: "other", identity: "u2", name: "" }, "Hello", true),
      { kind: "named", identity: "u1", name: "Aoi" },
    );
    expect(lines.map((line) => line.voice)).toMatchObject([{ name: "Aoi" }, { name: "" }]);
    expect(transcriptAfter(lines, { kind: "named", identity: "u3", name: "Ren" })).toBe(lines);
  });

  it("forgets the oldest lines of an endless call", () => {
    const events = Array.from({ length: LINE_LIMIT + 5 }, (_, index) =>
      spoken(`s${index}`, self, `${index}`, true),
    );
    const lines = after(...events);
    expect(lines).toHaveLength(LINE_LIMIT);
    expect(lines[0]?.id).toBe("s5");
  });

  it("can be kept as text, with who spoke and what was cut short", () => {
    const lines = after(
      spoken("u1", self, "Hello", true),
      spoken("a1", agent, "Long ago", true),
      { kind: "closed", segment: "a1", interrupted: true },
      spoken("o1", { who: "other", identity: "u", name: "Aoi" }, "Hi", true),
    );
    const text = asText(lines, STRINGS.en, "en-GB").replace(/\[[^\]]*\]/g, "[time]");
    expect(text).toBe(
      "[time] You: Hello\n[time] EchoSphere: Long ago (interrupted)\n[time] Aoi: Hi\n",
    );
  });
});
