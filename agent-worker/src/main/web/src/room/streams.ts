import type { Room, TextStreamHandler } from "livekit-client";
import { ParticipantKind, RoomEvent } from "livekit-client";
import type { TranscriptEvent, Voice } from "./transcript";

/** LiveKit's topics and attributes for what is said. */
export const CHAT_TOPIC = "lk.chat";
const TRANSCRIPTION_TOPIC = "lk.transcription";
const SEGMENT = "lk.segment_id";
const FINAL = "lk.transcription_final";
const TRACK = "lk.transcribed_track_id";
const INTERRUPTED = "echosphere.interrupted";

/** Longer texts are cut: nobody reads them, and a page must not be filled by one. */
const TEXT_LIMIT = 20_000;

type Tell = (event: TranscriptEvent) => void;

/**
 * Reads what is said in a room. A person's every update is a stream with the whole text; the
 * agent's utterance is one stream that grows, closed by attributes that say how it ended. Both may
 * also come in one piece.
 */
export function listenToWords(room: Room, tell: Tell): void {
  const transcription: TextStreamHandler = async (reader, { identity }) => {
    const { id, timestamp } = reader.info;
    const opening = reader.info.attributes ?? {};
    const segment = opening[SEGMENT] ?? id;
    const voice = voiceOf(room, identity, opening[TRACK]);
    let text = "";
    const say = (final: boolean) =>
      tell({ kind: "spoken", segment, voice, text, final, at: timestamp });
    try {
      for await (const piece of reader) {
        text = (text + piece).slice(0, TEXT_LIMIT);
        say(false);
      }
    } catch {
      // the sender is gone in mid-stream: what came is kept
    }
    const closing = reader.info.attributes ?? {};
    const interrupted = closing[INTERRUPTED] === "true";
    if (closing[FINAL] === "true") {
      say(true);
    }
    if (closing[FINAL] === "true" || voice.who === "agent") {
      tell({ kind: "closed", segment, interrupted });
    }
  };
  const chat: TextStreamHandler = async (reader, { identity }) => {
    const { id, timestamp } = reader.info;
    try {
      const text = (await reader.readAll()).slice(0, TEXT_LIMIT);
      const voice = voiceOf(room, identity, undefined);
      if (text.trim() !== "" && voice.who !== "self") {
        tell({ kind: "typed", id, voice, text, delivery: "sent", at: timestamp });
      }
    } catch {
      // broken off: nobody knows what it would have said
    }
  };
  // The server tells of people who only listen up to three seconds after they came.
  room.on(RoomEvent.ParticipantConnected, ({ identity, name }) =>
    tell({ kind: "named", identity, name: name ?? "" }),
  );
  room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, transcription);
  room.registerTextStreamHandler(CHAT_TOPIC, chat);
}

function voiceOf(room: Room, identity: string, track: string | undefined): Voice {
  const own = room.localParticipant;
  if (identity === own.identity || (track && own.trackPublications.has(track))) {
    return { who: "self" };
  }
  const remote =
    room.remoteParticipants.get(identity) ??
    [...room.remoteParticipants.values()].find((one) => track && one.trackPublications.has(track));
  return remote?.kind === ParticipantKind.AGENT
    ? { who: "agent" }
    : { who: "other", identity, name: remote?.name ?? "" };
}
