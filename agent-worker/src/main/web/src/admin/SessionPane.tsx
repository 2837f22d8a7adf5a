import { useEffect, useRef, useState } from "react";
import { Dialog } from "../app/Dialog";
import { useLanguage } from "../app/language";
import { duration, milliseconds, moment, seconds } from "./format";
import type { History, Session, SessionWithMessages, StoredMessage } from "./history";

interface Props {
  readonly history: History;
  readonly id: string;
  readonly onBack: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** One session and what was said in it. */
export function SessionPane({ history, id, onBack, onFailed }: Props) {
  const { strings } = useLanguage();
  const [found, setFound] = useState<SessionWithMessages | "deleted" | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let wanted = true;
    history
      .session(id)
      .then((session) => wanted && setFound(session))
      .catch((error: unknown) => wanted && onFailed(error));
    return () => {
      wanted = false;
    };
  }, [history, id, onFailed]);

  const remove = async () => {
    dialog.current?.close();
    try {
      await history.delete(id);
      setFound("deleted");
    } catch (error) {
      onFailed(error);
    }
  };
  return (
    <section className="admin-session">
      <button type="button" className="button quiet" onClick={onBack}>
        ← {strings.adminBack}
      </button>
      <p role="status">{found === "deleted" ? strings.adminDeleted : ""}</p>
      {found !== null && found !== "deleted" && (
        <>
          <Facts session={found.session} />
          <Messages messages={found.messages} />
          <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
            {strings.adminDelete}
          </button>
        </>
      )}
      <Dialog dialog={dialog} title={strings.adminDeleteTitle} closeWords={strings.adminCancel}>
        <p>{strings.adminDeleteBody}</p>
        <button type="button" className="button danger" onClick={() => void remove()}>
          {strings.adminDelete}
        </button>
      </Dialog>
    </section>
  );
}

function Facts({ session }: { session: Session }) {
  const { language, strings } = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    [strings.adminRoom, session.roomName],
    [strings.adminUser, session.userId],
    [strings.adminStatus, session.status],
    [strings.adminStarted, moment(session.startedAt, language)],
    [strings.adminDuration, duration(session.durationSeconds)],
    [strings.adminLatency, milliseconds(session.latencyP50Ms)],
    [strings.adminEndReason, session.endReason ?? "–"],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Messages({ messages }: { messages: readonly StoredMessage[] }) {
  const { language, strings } = useLanguage();
  return (
    <div className="table-box" role="region" aria-label={strings.adminMessages} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{strings.adminWho}</th>
            <th scope="col">{strings.adminWords}</th>
            <th scope="col" className="figure">
              {strings.adminAnswered}
            </th>
            <th scope="col" className="figure">
              {strings.adminSpoken}
            </th>
            <th scope="col">{strings.adminAt}</th>
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <tr key={message.id}>
              <th scope="row">
                {message.role === "assistant" ? strings.adminRoleAgent : strings.adminRoleUser}
              </th>
              <td className="words">
                {message.content}
                {message.interrupted && <span className="line-mark">{strings.interrupted}</span>}
              </td>
              <td className="figure">{milliseconds(message.latencyMs)}</td>
              <td className="figure">{seconds(message.audioDurationMs)}</td>
              <td>{moment(message.createdAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
