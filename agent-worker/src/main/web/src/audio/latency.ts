import { VoiceGate } from "./level";

/** Voiced time, ms, below which the caller has not said anything: a cough is no turn. */
const LEAST_SPEECH_MS = 150;
/** A reply that comes later than this, ms, does not answer what was said. */
const LONGEST_MS = 20_000;
/** How many frames a gate needs to open: its first voiced frame lies that far back. */
const GATE_FRAMES = 3;

export type Speaker = "caller" | "agent";

/**
 * Measures how long the agent takes to answer: from the caller's last voiced frame to the agent's
 * first, both as this page hears them, on one clock. Only the first sound of a reply counts: what
 * comes after a pause inside of one does not.
 */
export class LatencyMeter {
  readonly #gates: Record<Speaker, VoiceGate> = { caller: new VoiceGate(), agent: new VoiceGate() };
  #callerVoiced = false;
  #agentVoiced = false;
  #callerSpoke = 0;
  #callerLast: number | null = null;
  /** Whether the agent has been anything but speaking since its last measured reply. */
  #replyAhead = true;

  /** Takes the agent's published state. */
  agentState(state: string): void {
    if (state === "listening" || state === "thinking") {
      this.#replyAhead = true;
    }
  }

  /**
   * Takes a frame.
   *
   * @param at when it ended, ms, on the clock of both speakers
   * @param lasted how long it is, ms
   * @returns the latency, ms, when this frame begins a reply that answers something; else null
   */
  push(speaker: Speaker, db: number, at: number, lasted: number): number | null {
    const voiced = this.#gates[speaker].push(db);
    if (speaker === "caller") {
      this.#caller(voiced, at, lasted);
      return null;
    }
    const begins = voiced && !this.#agentVoiced;
    this.#agentVoiced = voiced;
    return begins ? this.#replyBegins(at - GATE_FRAMES * lasted) : null;
  }

  #caller(voiced: boolean, at: number, lasted: number): void {
    this.#callerVoiced = voiced;
    if (voiced) {
      this.#callerSpoke += lasted;
      this.#callerLast = at;
    }
  }

  #replyBegins(at: number): number | null {
    const last = this.#callerLast;
    const spoke = this.#callerSpoke >= LEAST_SPEECH_MS;
    if (!this.#replyAhead || last === null || !spoke || this.#callerVoiced) {
      return null; // goes on after a pause, a greeting, or into the caller's words
    }
    this.#replyAhead = false;
    this.#callerSpoke = 0;
    this.#callerLast = null;
    const latency = at - last;
    return latency >= 0 && latency <= LONGEST_MS ? latency : null;
  }
}
