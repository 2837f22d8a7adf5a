import { useEffect, useState } from "react";
import type { Absence } from "./mood";

/** How long an agent may take to come before it is missed, ms; it usually takes one second. */
const PATIENCE_MS = 10_000;

/** Whether the agent is missed by now. */
export function useAgentAbsence(connected: boolean, present: boolean): Absence {
  const [seen, setSeen] = useState(false);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (present) {
      setSeen(true);
    }
  }, [present]);
  useEffect(() => {
    setLate(false);
    if (!connected || present) {
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connected, present]);
  if (!connected || present || !late) {
    return "none";
  }
  return seen ? "went" : "never-came";
}
