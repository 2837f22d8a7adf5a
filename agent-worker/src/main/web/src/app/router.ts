import { useSyncExternalStore } from "react";

/** A page of this application, by its address. */
export type Place =
  | { readonly name: "landing" }
  | { readonly name: "room"; readonly roomId: string }
  | { readonly name: "admin" }
  | { readonly name: "nowhere" };

/** LiveKit's limit is far higher; a name longer than this is not one that a person typed. */
export const ROOM_ID_LIMIT = 128;

export function placeOf(pathname: string): Place {
  const path = pathname.replace(/\/+$/, "");
  if (path === "") {
    return { name: "landing" };
  }
  if (path === "/admin") {
    return { name: "admin" };
  }
  const room = /^\/room\/([^/]+)$/.exec(path)?.[1];
  if (room !== undefined) {
    const roomId = decoded(room);
    if (roomId !== null && roomId.trim() !== "" && roomId.length <= ROOM_ID_LIMIT) {
      return { name: "room", roomId };
    }
  }
  return { name: "nowhere" };
}

/** The invitation in an address: after the #, so that it reaches no server's log. */
export function invitation(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, "")).get("invite");
}

/** The address of a room's page; an invitation in the present address is kept. */
export function roomPath(roomId: string, hash: string): string {
  const invite = invitation(hash);
  const fragment = invite ? `#${new URLSearchParams({ invite })}` : "";
  return `/room/${encodeURIComponent(roomId)}${fragment}`;
}

/** Goes to a page without loading anything. */
export function navigate(path: string): void {
  history.pushState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
  window.scrollTo(0, 0);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  return () => window.removeEventListener("popstate", changed);
}
