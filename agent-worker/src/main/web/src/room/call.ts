import {
  ConnectionError,
  ConnectionErrorReason,
  createLocalAudioTrack,
  DisconnectReason,
  type LocalAudioTrack,
  Room,
  RoomEvent,
  Track,
  TrackEvent,
} from "livekit-client";
import type { Entry } from "../app/entry";
import type { Language } from "../app/strings";
import { provideRandomUuid, randomUuid } from "../app/uuid";
import { Meters } from "../audio/meters";
import { type MicrophoneProblem, microphoneIsPossible, problemOf } from "./microphone";
import { CHAT_TOPIC, listenToWords } from "./streams";
import { requestPass, TokenError, type TokenProblem } from "./tokens";
import { type Transcript, type TranscriptEvent, transcriptAfter } from "./transcript";

/** Why a call is not connected. */
export type CallProblem =
  | { readonly kind: "token"; readonly token: TokenProblem }
  | { readonly kind: "unreachable" | "refused" | "dropped" | "closed" | "removed" };

export type Phase =
  | { readonly name: "outside" }
  | { readonly name: "connecting" }
  | { readonly name: "connected" }
  | { readonly name: "reconnecting" }
  | { readonly name: "lost"; readonly problem: CallProblem }
  | { readonly name: "left" };

export type Microphone =
  | { readonly name: "off" }
  | { readonly name: "asking" }
  | { readonly name: "on" }
  | { readonly name: "muted" }
  | { readonly name: "blocked"; readonly problem: MicrophoneProblem };

/** What the page shows of a call. Replaced as a whole on each change. */
export interface CallView {
  readonly phase: Phase;
  readonly microphone: Microphone;
  readonly transcript: Transcript;
  /** How long the agent took to answer last, ms, as this page heard it. */
  readonly latency: number | null;
}

export interface Visit {
  readonly roomId: string;
  readonly language: Language;
  /** What others see: never empty. */
  readonly name: string;
  readonly invite: string | null;
}

const NOTHING: CallView = {
  phase: { name: "outside" },
  microphone: { name: "off" },
  transcript: [],
  latency: null,
};

/** One visit to a room, over all its connections. Lives outside of React, which only looks. */
export class Call {
  readonly room = new Room({ adaptiveStream: false, dynacast: false, disconnectOnPageLeave: true });
  readonly meters = new Meters((latency) => this.#change({ latency }));
  #view: CallView = NOTHING;
  #watchers = new Set<() => void>();
  /** Counts connections: an answer that comes for an earlier one is dropped. */
  #attempt = 0;
  #track: LocalAudioTrack | null = null;
  #stopMeter: (() => void) | null = null;

  constructor() {
    provideRandomUuid(crypto);
    this.room
      .on(RoomEvent.Reconnecting, () => this.#phase({ name: "reconnecting" }))
      .on(RoomEvent.SignalReconnecting, () => this.#phase({ name: "reconnecting" }))
      .on(RoomEvent.Reconnected, () => this.#phase({ name: "connected" }))
      .on(RoomEvent.Disconnected, (reason) => this.#disconnected(reason));
    listenToWords(this.room, (event) => this.#tell(event));
  }

  readonly view = (): CallView => this.#view;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Enters, or enters again. To be called from a click: sound needs one. */
  async enter(visit: Visit, entry: Pick<Entry, "microphone">): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.meters.start();
    this.#phase({ name: "connecting" });
    await this.room.disconnect();
    const pass = requestPass(wishOf(visit));
    pass.catch(() => {}); // looked at below, after the microphone
    const wasMuted = this.#view.microphone.name === "muted";
    const track = entry.microphone ? await this.#openMicrophone() : null;
    if (!entry.microphone) {
      this.#microphone({ name: "off" });
    }
    try {
      const { url, token } = await pass;
      if (attempt === this.#attempt) {
        await this.room.connect(url, token);
      }
    } catch (error) {
      track?.stop();
      if (attempt === this.#attempt) {
        this.#phase({ name: "lost", problem: callProblemOf(error) });
      }
      return;
    }
    if (attempt !== this.#attempt) {
      track?.stop();
      return;
    }
    this.#phase({ name: "connected" });
    void this.room.startAudio().catch(() => {}); // the page says so when sound is held back
    if (track) {
      await this.#publish(track, wasMuted);
    }
  }

  /** Asks for the microphone during a call, the first time or again. */
  async turnMicrophoneOn(): Promise<void> {
    const attempt = this.#attempt;
    this.meters.start();
    const track = await this.#openMicrophone();
    if (!track) {
      return;
    }
    if (attempt === this.#attempt && this.#view.phase.name === "connected") {
      await this.#publish(track, false);
    } else {
      track.stop();
    }
  }

  async setMuted(muted: boolean): Promise<void> {
    const track = this.#track;
    if (track) {
      await (muted ? track.mute() : track.unmute());
      this.#microphone({ name: muted ? "muted" : "on" });
    }
  }

  /** Sends a typed line, shown at once; gives whether it went. */
  async type(text: string, known?: string): Promise<boolean> {
    const id = known ?? randomUuid();
    if (known) {
      this.#tell({ kind: "delivered", id, delivery: "sending" });
    } else {
      const at = Date.now();
      const voice = { who: "self" } as const;
      this.#tell({ kind: "typed", id, voice, text, delivery: "sending", at });
    }
    try {
      await this.room.localParticipant.sendText(text, { topic: CHAT_TOPIC });
      this.#tell({ kind: "delivered", id, delivery: "sent" });
      return true;
    } catch {
      this.#tell({ kind: "delivered", id, delivery: "failed" });
      return false;
    }
  }

  async leave(): Promise<void> {
    this.#attempt += 1;
    this.#phase({ name: "left" });
    this.#stopMeter?.();
    this.#stopMeter = null;
    this.#track?.stop();
    this.#track = null;
    this.#microphone({ name: "off" });
    await this.room.disconnect();
  }

  /** Leaves for good. */
  async close(): Promise<void> {
    this.#watchers.clear();
    await this.leave();
    this.meters.close();
  }

  async #openMicrophone(): Promise<LocalAudioTrack | null> {
    this.#dropTrack();
    if (!microphoneIsPossible()) {
      this.#microphone({ name: "blocked", problem: "insecure" });
      return null;
    }
    this.#microphone({ name: "asking" });
    const chosen = this.room.getActiveDevice("audioinput");
    try {
      return await createLocalAudioTrack({
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(chosen ? { deviceId: chosen } : {}),
      });
    } catch (error) {
      this.#microphone({ name: "blocked", problem: problemOf(error) });
      return null;
    }
  }

  async #publish(track: LocalAudioTrack, muted: boolean): Promise<void> {
    try {
      if (muted) {
        await track.mute();
      }
      await this.room.localParticipant.publishTrack(track, { source: Track.Source.Microphone });
    } catch {
      track.stop();
      this.#microphone({ name: "blocked", problem: "failed" });
      return;
    }
    this.#track = track;
    this.#measure(track);
    track.on(TrackEvent.Restarted, () => {
      if (track === this.#track) {
        this.#measure(track); // another device: another track of the browser's
      }
    });
    track.on(TrackEvent.Ended, () => {
      if (track === this.#track) {
        this.#dropTrack();
        this.#microphone({ name: "blocked", problem: "missing" });
      }
    });
    this.#microphone({ name: muted ? "muted" : "on" });
  }

  #measure(track: LocalAudioTrack): void {
    this.#stopMeter?.();
    this.#stopMeter = this.meters.attach("caller", track.mediaStreamTrack);
  }

  #dropTrack(): void {
    this.#stopMeter?.();
    this.#stopMeter = null;
    const track = this.#track;
    this.#track = null;
    if (track) {
      void this.room.localParticipant.unpublishTrack(track, true).catch(() => {});
      track.stop();
    }
  }

  #disconnected(reason: DisconnectReason | undefined): void {
    const phase = this.#view.phase.name;
    if (phase === "connected" || phase === "reconnecting") {
      this.#attempt += 1;
      this.#phase({ name: "lost", problem: { kind: lostBy(reason) } });
    }
  }

  #tell(event: TranscriptEvent): void {
    const transcript = transcriptAfter(this.#view.transcript, event);
    if (transcript !== this.#view.transcript) {
      this.#change({ transcript });
    }
  }

  #phase(phase: Phase): void {
    if (phase.name === "connected" || phase.name === "reconnecting") {
      const now = this.#view.phase.name;
      if (now === "left" || now === "outside") {
        return; // late news of a connection that was given up
      }
    }
    this.#change({ phase });
  }

  #microphone(microphone: Microphone): void {
    this.#change({ microphone });
  }

  #change(part: Partial<CallView>): void {
    this.#view = { ...this.#view, ...part };
    for (const watcher of this.#watchers) {
      watcher();
    }
  }
}

function wishOf(visit: Visit) {
  const { roomId, name, language, invite } = visit;
  return { roomName: roomId, participantName: name, language, ...(invite ? { invite } : {}) };
}

function callProblemOf(error: unknown): CallProblem {
  if (error instanceof TokenError) {
    return { kind: "token", token: error.problem };
  }
  const refused =
    error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed;
  return { kind: refused ? "refused" : "unreachable" };
}

function lostBy(reason: DisconnectReason | undefined): "dropped" | "closed" | "removed" {
  switch (reason) {
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return "closed";
    case DisconnectReason.PARTICIPANT_REMOVED:
    case DisconnectReason.DUPLICATE_IDENTITY:
      return "removed";
    default:
      return "dropped";
  }
}
