/** How somebody enters a room. */
export interface Entry {
  readonly microphone: boolean;
  /** What others see; empty for a guest. */
  readonly name: string;
}

const NAME = "echosphere.name";

/** LiveKit has no limit; one that a person's name does not reach. */
export const NAME_LIMIT = 64;

let pending: { roomId: string; entry: Entry } | null = null;

/** Remembers that the reader has just said how to enter, so that the room does not ask again. */
export function enterNext(roomId: string, entry: Entry): void {
  pending = { roomId, entry };
  rememberName(entry.name);
}

/** What was said on the page before, for once: a reload asks, because sound needs a click. */
export function takeEntry(roomId: string): Entry | null {
  const taken = pending?.roomId === roomId ? pending.entry : null;
  pending = null;
  return taken;
}

export function rememberedName(): string {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

export function rememberName(name: string): void {
  try {
    sessionStorage.setItem(NAME, name);
  } catch {
    // storage is switched off: the name is typed again next time
  }
}
