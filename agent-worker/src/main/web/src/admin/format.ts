/** Figures as an operator reads them. */

/** 75 as 1:15, 3675 as 1:01:15. */
export function duration(seconds: number | null): string {
  if (seconds === null) {
    return "–";
  }
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0"))).join(":");
}

/** 842 as 842 ms. */
export function milliseconds(value: number | null): string {
  return value === null ? "–" : `${Math.round(value)} ms`;
}

/** 4200 as 4.2 s. */
export function seconds(millis: number | null): string {
  return millis === null ? "–" : `${(millis / 1_000).toFixed(1)} s`;
}

export function moment(iso: string | null, locale: string): string {
  const date = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(date)
    ? "–"
    : new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(date);
}
