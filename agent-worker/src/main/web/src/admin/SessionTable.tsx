import { type SubmitEvent, useCallback, useEffect, useId, useState } from "react";
import { useLanguage } from "../app/language";
import { duration, milliseconds, moment } from "./format";
import type { History, Session } from "./history";

interface Props {
  readonly history: History;
  readonly onOpen: (id: string) => void;
  readonly onFailed: (error: unknown) => void;
  readonly onDone: () => void;
}

interface Found {
  readonly items: readonly Session[];
  readonly next: string | null;
}

/** All sessions, newest first, a page at a time. */
export function SessionTable({ history, onOpen, onFailed, onDone }: Props) {
  const { strings } = useLanguage();
  const [user, setUser] = useState("");
  const [asked, setAsked] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const id = useId();

  const load = useCallback(
    async (userId: string, cursor: string | null, before: readonly Session[]) => {
      try {
        const page = await history.page(userId, cursor);
        setFound({ items: [...before, ...page.items], next: page.nextCursor });
        onDone();
      } catch (error) {
        onFailed(error);
      }
    },
    [history, onFailed, onDone],
  );
  useEffect(() => void load(asked, null, []), [load, asked]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (user.trim() === asked) {
      void load(asked, null, []);
    } else {
      setAsked(user.trim());
    }
  };
  return (
    <>
      <form className="admin-filter" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{strings.adminUser}</label>
          <input id={id} value={user} onChange={(event) => setUser(event.target.value)} />
        </div>
        <button type="submit" className="button">
          {user.trim() === asked ? strings.adminRefresh : strings.adminFilter}
        </button>
      </form>
      {found === null ? (
        <p className="hint">{strings.loading}</p>
      ) : found.items.length === 0 ? (
        <p>{strings.adminNone}</p>
      ) : (
        <Rows sessions={found.items} onOpen={onOpen} />
      )}
      {found !== null && found.next !== null && (
        <button
          type="button"
          className="button"
          onClick={() => void load(asked, found.next, found.items)}
        >
          {strings.adminMore}
        </button>
      )}
    </>
  );
}

function Rows({ sessions, onOpen }: { sessions: readonly Session[]; onOpen: Props["onOpen"] }) {
  const { language, strings } = useLanguage();
  return (
    // Focusable, so that the keyboard scrolls it where the window is narrow.
    <div className="table-box" role="region" aria-label={strings.adminTitle} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{strings.adminStarted}</th>
            <th scope="col">{strings.adminRoom}</th>
            <th scope="col">{strings.adminUser}</th>
            <th scope="col">{strings.adminStatus}</th>
            <th scope="col">{strings.adminLanguage}</th>
            <th scope="col" className="figure">
              {strings.adminDuration}
            </th>
            <th scope="col" className="figure">
              {strings.adminMessages}
            </th>
            <th scope="col" className="figure">
              {strings.adminLatency}
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onOpen(session.id)}>
                  {moment(session.startedAt, language)}
                </button>
              </th>
              <td className="name" title={session.roomName}>
                {session.roomName}
              </td>
              <td className="name" title={session.userId}>
                {session.userId}
              </td>
              <td>{session.status}</td>
              <td>{session.language ?? "–"}</td>
              <td className="figure">{duration(session.durationSeconds)}</td>
              <td className="figure">{session.messageCount ?? "–"}</td>
              <td className="figure">{milliseconds(session.latencyP50Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
