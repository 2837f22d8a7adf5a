/** Why there is no microphone, in terms of what the reader can do about it. */
export type MicrophoneProblem = "denied" | "missing" | "busy" | "insecure" | "failed";

/** Whether this page may ask for a microphone at all. */
export function microphoneIsPossible(): boolean {
  return window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** What went wrong, by the names that the standard gives to errors of `getUserMedia`. */
export function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof Error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "insecure";
    default:
      return "failed";
  }
}
