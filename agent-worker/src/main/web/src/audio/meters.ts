import { LatencyMeter, type Speaker } from "./latency";
import { decibels, meterFraction, SILENCE_DB } from "./level";
import workletUrl from "./meter.worklet.ts?worker&url";

/** Frames measured on the audio thread. */
interface Batch {
  /** Root mean squares, oldest first. */
  readonly levels: readonly number[];
  readonly frameMs: number;
  /** When the last frame ended, ms, on the audio clock. */
  readonly endedAt: number;
}

/** How much of a level is left after a batch (43 ms) of silence: a meter that falls gently. */
const FALL = 0.72;

/**
 * Measures both voices of a room on one clock: their levels, for the eye, and how long the agent
 * takes to answer. Without a secure origin there is no audio worklet, and nothing is measured.
 */
export class Meters {
  readonly #latency = new LatencyMeter();
  readonly #shown: Record<Speaker, number> = { caller: 0, agent: 0 };
  readonly #watchers = new Set<(levels: Readonly<Record<Speaker, number>>) => void>();
  readonly #onLatency: (milliseconds: number) => void;
  #context: AudioContext | null = null;
  #ready: Promise<boolean> | null = null;

  constructor(onLatency: (milliseconds: number) => void) {
    this.#onLatency = onLatency;
  }

  /** Lets the clock run. To be called from a click: browsers hold it back otherwise. */
  start(): void {
    if (this.#context === null && typeof AudioContext !== "undefined") {
      const context = new AudioContext();
      this.#context = context;
      this.#ready = loaded(context);
    }
    void this.#context?.resume().catch(() => {});
  }

  agentState(state: string): void {
    this.#latency.agentState(state);
  }

  /** Measures a track until the returned function is called. */
  attach(speaker: Speaker, track: MediaStreamTrack): () => void {
    let node: AudioWorkletNode | null = null;
    let source: MediaStreamAudioSourceNode | null = null;
    let wanted = true;
    void this.#ready?.then((ready) => {
      const context = this.#context;
      if (!ready || !wanted || context === null || context.state === "closed") {
        return;
      }
      source = context.createMediaStreamSource(new MediaStream([track]));
      node = new AudioWorkletNode(context, "meter", { numberOfOutputs: 0 });
      node.port.onmessage = (event: MessageEvent<Batch>) => this.#measured(speaker, event.data);
      source.connect(node);
    });
    return () => {
      wanted = false;
      source?.disconnect();
      node?.port.postMessage("stop");
      node?.port.close();
      this.#show(speaker, SILENCE_DB, 0);
    };
  }

  /** Tells of both levels (0 to 1) about 23 times a second while something is measured. */
  watch(watcher: (levels: Readonly<Record<Speaker, number>>) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  close(): void {
    void this.#context?.close().catch(() => {});
    this.#context = null;
    this.#ready = null;
    this.#watchers.clear();
  }

  #measured(speaker: Speaker, batch: Batch): void {
    let loudest = SILENCE_DB;
    const count = batch.levels.length;
    batch.levels.forEach((rms, index) => {
      const db = decibels(rms);
      loudest = Math.max(loudest, db);
      const at = batch.endedAt - (count - 1 - index) * batch.frameMs;
      const latency = this.#latency.push(speaker, db, at, batch.frameMs);
      if (latency !== null) {
        this.#onLatency(latency);
      }
    });
    this.#show(speaker, loudest, FALL);
  }

  #show(speaker: Speaker, db: number, fall: number): void {
    this.#shown[speaker] = Math.max(meterFraction(db), this.#shown[speaker] * fall);
    for (const watcher of this.#watchers) {
      watcher(this.#shown);
    }
  }
}

async function loaded(context: AudioContext): Promise<boolean> {
  try {
    await context.audioWorklet.addModule(workletUrl);
    return true;
  } catch {
    return false; // no worklet on an insecure origin: the page works without meters
  }
}
