import { describe, expect, it } from "vitest";
import { LatencyMeter, type Speaker } from "../src/audio/latency";
import { decibels, meterFraction, SILENCE_DB, VoiceGate } from "../src/audio/level";

const FRAME = 10;
const VOICE = -20;
const ROOM = -70;

/** Both voices on one clock. */
class Ears {
  readonly meter = new LatencyMeter();
  readonly measured: number[] = [];
  now = 0;

  both(milliseconds: number, caller: number, agent: number): this {
    for (const end = this.now + milliseconds; this.now < end; ) {
      this.now += FRAME;
      this.#one("caller", caller);
      this.#one("agent", agent);
    }
    return this;
  }

  #one(speaker: Speaker, db: number): void {
    const latency = this.meter.push(speaker, db, this.now, FRAME);
    if (latency !== null) {
      this.measured.push(latency);
    }
  }
}

describe("the latency of a turn", () => {
  it("runs from the caller's last voiced frame to the agent's first", () => {
    const ears = new Ears().both(1_000, ROOM, SILENCE_DB);
    ears.both(1_500, VOICE, SILENCE_DB).both(800, ROOM, SILENCE_DB).both(2_000, ROOM, VOICE);
    expect(ears.measured).toEqual([800]);
  });

  it("is not measured for a greeting", () => {
    const ears = new Ears().both(1_000, ROOM, SILENCE_DB).both(2_000, ROOM, VOICE);
    expect(ears.measured).toEqual([]);
  });

  it("counts a reply once, however often it pauses", () => {
    const ears = new Ears().both(1_000, VOICE, SILENCE_DB).both(600, ROOM, SILENCE_DB);
    ears.both(1_000, ROOM, VOICE).both(500, ROOM, SILENCE_DB).both(1_000, ROOM, VOICE);
    expect(ears.measured).toEqual([600]);
  });

  it("does not take a nod during a reply for a turn", () => {
    const ears = new Ears().both(1_000, VOICE, SILENCE_DB).both(600, ROOM, SILENCE_DB);
    ears.both(1_000, ROOM, VOICE);
    ears.both(300, VOICE, VOICE).both(300, ROOM, SILENCE_DB).both(1_000, ROOM, VOICE);
    expect(ears.measured).toEqual([600]);
  });

  it("is measured anew when the agent has listened in between", () => {
    const ears = new Ears().both(1_000, VOICE, SILENCE_DB).both(600, ROOM, SILENCE_DB);
    ears.both(1_000, ROOM, VOICE).both(200, ROOM, SILENCE_DB);
    ears.meter.agentState("listening");
    ears.both(1_000, VOICE, SILENCE_DB).both(900, ROOM, SILENCE_DB).both(1_000, ROOM, VOICE);
    expect(ears.measured).toEqual([600, 900]);
  });

  it("is not measured when the agent speaks into the caller's words", () => {
    const ears = new Ears().both(1_000, VOICE, SILENCE_DB).both(1_000, VOICE, VOICE);
    expect(ears.measured).toEqual([]);
  });

  it("is not measured for a click", () => {
    const ears = new Ears().both(1_000, ROOM, SILENCE_DB).both(40, VOICE, SILENCE_DB);
    ears.both(700, ROOM, SILENCE_DB).both(500, ROOM, VOICE);
    expect(ears.measured).toEqual([]);
  });

  it("is not measured for what comes far too late", () => {
    const ears = new Ears().both(1_000, VOICE, SILENCE_DB).both(30_000, ROOM, SILENCE_DB);
    ears.both(500, ROOM, VOICE);
    expect(ears.measured).toEqual([]);
  });
});

describe("what is voice", () => {
  it("is louder than the room, even in a loud one", () => {
    const gate = new VoiceGate();
    for (let frame = 0; frame < 500; frame++) {
      gate.push(-52); // a fan
    }
    expect(gate.push(-46)).toBe(false);
    const heard = [-30, -30, -30].map((db) => gate.push(db));
    expect(heard).toEqual([false, false, true]);
  });

  it("is still voice after ten seconds of it", () => {
    const gate = new VoiceGate();
    gate.push(SILENCE_DB);
    for (let frame = 0; frame < 1_000; frame++) {
      gate.push(-25);
    }
    expect(gate.push(-25)).toBe(true);
    expect(gate.push(-60)).toBe(false);
  });

  it("has a level on a meter", () => {
    expect(decibels(1)).toBe(0);
    expect(decibels(0)).toBe(SILENCE_DB);
    expect(meterFraction(SILENCE_DB)).toBe(0);
    expect(meterFraction(-35)).toBeCloseTo(0.5);
    expect(meterFraction(0)).toBe(1);
  });
});
