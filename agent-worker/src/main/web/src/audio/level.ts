/** What is voice, by its energy, and how loud it is to the eye. Pure. */

/** The level of digital silence and of anything quieter, dBFS. */
export const SILENCE_DB = -100;

/** The level of a frame, dBFS, from the root mean square of its samples (1 is full scale). */
export function decibels(rms: number): number {
  return rms <= 1e-5 ? SILENCE_DB : 20 * Math.log10(rms);
}

/** A level as a part of a meter's length: 0 at -60 dBFS and below, 1 at -10 and above. */
export function meterFraction(db: number): number {
  return Math.min(1, Math.max(0, (db + 60) / 50));
}

/** Opens at this level, dBFS, in a quiet place. */
const OPEN_DB = -45;
/** How far above the place's own noise a voice is, dB. */
const ABOVE_NOISE_DB = 12;
/** It closes this much below where it opens, dB, so that it does not flicker. */
const HYSTERESIS_DB = 6;
/** Frames in a row before it opens: a click is shorter. */
const OPEN_FRAMES = 3;
/** How fast the noise estimate rises, dB a frame (10 dB a second at 10 ms); it falls at once. */
const NOISE_RISE_DB = 0.1;
/** No place is taken to be louder than this, dBFS, so that speech is not taken for noise. */
const NOISE_LIMIT_DB = -50;

/** Decides frame by frame whether somebody is heard. */
export class VoiceGate {
  #noise = SILENCE_DB;
  #loud = 0;
  #open = false;

  /** Takes a frame's level; true when it is voice. */
  push(db: number): boolean {
    this.#noise = Math.min(NOISE_LIMIT_DB, db < this.#noise ? db : this.#noise + NOISE_RISE_DB);
    const opensAt = Math.max(OPEN_DB, this.#noise + ABOVE_NOISE_DB);
    if (this.#open) {
      this.#open = db > opensAt - HYSTERESIS_DB;
      this.#loud = 0;
    } else {
      this.#loud = db > opensAt ? this.#loud + 1 : 0;
      this.#open = this.#loud >= OPEN_FRAMES;
    }
    return this.#open;
  }
}
