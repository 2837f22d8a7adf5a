import { RoomAudioRenderer, RoomContext } from "@livekit/components-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { EntryForm } from "../app/EntryForm";
import { type Entry, rememberedName, rememberName, takeEntry } from "../app/entry";
import { useLanguage } from "../app/language";
import { invitation } from "../app/router";
import { TopBar } from "../app/TopBar";
import { Call } from "./call";
import { Conversation } from "./Conversation";

interface Props {
  readonly roomId: string;
}

/** A room: its door, then the conversation in it. */
export function RoomPage({ roomId }: Props) {
  const { language, strings } = useLanguage();
  const [call] = useState(() => new Call());
  const view = useSyncExternalStore(call.watch, call.view);
  const spoken = useRef(language);
  spoken.current = language;

  const enter = (entry: Entry) => {
    const invite = invitation(location.hash);
    const name = entry.name || strings.guest;
    void call.enter({ roomId, name, language: spoken.current, invite }, entry);
  };
  const first = useRef(enter);
  useEffect(() => {
    const entry = takeEntry(roomId);
    if (entry) {
      first.current(entry);
    }
    return () => void call.close();
  }, [call, roomId]);

  useEffect(() => {
    document.title = `${strings.roomTitle} – EchoSphere`;
  }, [strings]);

  if (view.phase.name === "outside") {
    return (
      <Door
        roomId={roomId}
        onEnter={(entry) => {
          rememberName(entry.name);
          enter(entry);
        }}
      />
    );
  }
  const again = (microphone: boolean) => enter({ microphone, name: rememberedName() });
  return (
    <RoomContext.Provider value={call.room}>
      <Conversation call={call} view={view} onEnterAgain={again} />
      <RoomAudioRenderer />
    </RoomContext.Provider>
  );
}

/** Whoever follows a link is told where it leads and what will be asked. */
function Door({ roomId, onEnter }: Props & { onEnter: (entry: Entry) => void }) {
  const { strings } = useLanguage();
  return (
    <div className="page">
      <TopBar />
      <main className="centre">
        <div className="card">
          <h1 className="card-title">{strings.roomTitle}</h1>
          <p>
            {strings.joinIntro} <span className="room-name">{roomId}</span>
          </p>
          <EntryForm talk={strings.joinTalking} type={strings.joinTyping} onEnter={onEnter} />
        </div>
      </main>
    </div>
  );
}
