import { useEffect, useRef } from "react";
import type { Call } from "./call";

/** The reader's own level. Decoration to a screen reader: it would never stop talking. */
export function LevelMeter({ call }: { call: Call }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      call.meters.watch((levels) =>
        bar.current?.style.setProperty("--level", levels.caller.toFixed(3)),
      ),
    [call],
  );
  return (
    <span className="meter" aria-hidden="true">
      <span className="meter-bar" ref={bar} />
    </span>
  );
}
