/** Levels of a track, measured on the audio thread, so that a busy page measures as well. */

interface Processor {
  readonly port: MessagePort;
}
declare const AudioWorkletProcessor: { new (): Processor };
declare const currentTime: number;
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => Processor): void;

/** Quanta of 128 samples in a frame: 10.7 ms at 48 kHz. */
const FRAME_QUANTA = 4;
/** Frames in a message: one about every 43 ms. */
const BATCH = 4;

class Meter extends AudioWorkletProcessor {
  #sum = 0;
  #samples = 0;
  #quanta = 0;
  #levels: number[] = [];
  #wanted = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#wanted = false;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) {
      for (const sample of channel) {
        this.#sum += sample * sample;
      }
    }
    this.#samples += 128;
    this.#quanta += 1;
    if (this.#quanta === FRAME_QUANTA) {
      this.#levels.push(Math.sqrt(this.#sum / this.#samples));
      this.#sum = 0;
      this.#samples = 0;
      this.#quanta = 0;
    }
    if (this.#levels.length === BATCH) {
      const frameMs = (FRAME_QUANTA * 128 * 1_000) / sampleRate;
      const endedAt = (currentTime + 128 / sampleRate) * 1_000;
      this.port.postMessage({ levels: this.#levels, frameMs, endedAt });
      this.#levels = [];
    }
    return this.#wanted;
  }
}

registerProcessor("meter", Meter);

export {};
