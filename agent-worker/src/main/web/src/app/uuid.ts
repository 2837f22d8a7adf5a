/** A random UUID. `crypto.randomUUID` exists on secure origins only; this works on all. */
export function randomUuid(): `${string}-${string}-${string}-${string}-${string}` {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${a}-${b}-${c}-${d}-${hex.slice(20)}`;
}

/** LiveKit's client names what it sends by `crypto.randomUUID`: typing needs it everywhere. */
export function provideRandomUuid(to: Crypto): void {
  if (typeof to.randomUUID !== "function") {
    Object.defineProperty(to, "randomUUID", { value: randomUuid });
  }
}
