import { useEffect, useId, useState } from "react";
import { EntryForm } from "./EntryForm";
import { type Entry, enterNext } from "./entry";
import { useStrings } from "./language";
import { navigate, ROOM_ID_LIMIT, roomPath } from "./router";
import { TopBar } from "./TopBar";
import { randomUuid } from "./uuid";

interface Props {
  /** Fetches what a room needs, so that it is there when the reader goes to one. */
  readonly prepare: () => Promise<unknown>;
}

/** The start page. */
export function Landing({ prepare }: Props) {
  const strings = useStrings();
  const [roomName, setRoomName] = useState("");
  const id = useId();
  useEffect(() => {
    document.title = "EchoSphere";
    const soon = setTimeout(() => void prepare().catch(() => {}), 1_000);
    return () => clearTimeout(soon);
  }, [prepare]);

  const enter = (entry: Entry) => {
    const roomId = roomName.trim() || randomUuid();
    enterNext(roomId, entry);
    navigate(roomPath(roomId, location.hash));
  };
  return (
    <div className="page">
      <TopBar />
      <main className="landing">
        <div className="landing-words">
          <div className="orb still" aria-hidden="true">
            <span className="orb-ring" />
            <span className="orb-ring" />
            <span className="orb-ring" />
            <span className="orb-core" />
          </div>
          <h1>{strings.tagline}</h1>
          <p className="lead">{strings.intro}</p>
        </div>
        <div className="card">
          <EntryForm talk={strings.startTalking} type={strings.startTyping} onEnter={enter}>
            <details className="more">
              <summary>{strings.chooseRoom}</summary>
              <div className="field">
                <label htmlFor={id}>
                  {strings.roomName} <span className="hint">{strings.optional}</span>
                </label>
                <input
                  id={id}
                  name="room"
                  autoComplete="off"
                  maxLength={ROOM_ID_LIMIT}
                  aria-describedby={`${id}-hint`}
                  value={roomName}
                  onChange={(event) => setRoomName(event.target.value)}
                />
                <p className="hint" id={`${id}-hint`}>
                  {strings.roomNameHint}
                </p>
              </div>
            </details>
          </EntryForm>
        </div>
      </main>
    </div>
  );
}
