import type { Phase } from "./call";

/** How the agent looks; without a connection, why nobody knows. */
export type Mood =
  | "waiting"
  | "initializing"
  | "idle"
  | "listening"
  | "thinking"
  | "speaking"
  | "gone"
  | "lost"
  | "left";

/** Whether the agent is missed: it never came, or it was here and went. */
export type Absence = "none" | "never-came" | "went";

/**
 * What the agent does, as far as this page can know.
 *
 * @param state `useVoiceAssistant`'s
 */
export function agentMood(phase: Phase["name"], absence: Absence, state: string): Mood {
  switch (phase) {
    case "lost":
    case "left":
      return phase;
    case "outside":
    case "connecting":
    case "reconnecting":
      return "waiting";
    case "connected":
      return absence === "none" ? moodOf(state) : "gone";
  }
}

function moodOf(state: string): Mood {
  switch (state) {
    case "initializing":
    case "idle":
    case "listening":
    case "thinking":
    case "speaking":
      return state;
    default:
      return "waiting";
  }
}
