import { type SubmitEvent, useCallback, useEffect, useId, useState } from "react";
import { useStrings } from "../app/language";
import { TopBar } from "../app/TopBar";
import { History, HistoryError, type HistoryProblem } from "./history";
import { SessionPane } from "./SessionPane";
import { SessionTable } from "./SessionTable";

const KEY = "echosphere.admin-key";

/** The operator's page: what was said in which session. The key stays in this tab. */
export function AdminPage() {
  const strings = useStrings();
  const [history, setHistory] = useState(remembered);
  const [problem, setProblem] = useState<HistoryProblem | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${strings.adminTitle} – EchoSphere`;
  }, [strings]);

  const forget = useCallback(() => {
    sessionStorage.removeItem(KEY);
    setHistory(null);
    setOpen(null);
  }, []);
  const failed = useCallback(
    (error: unknown) => {
      const found = error instanceof HistoryError ? error.problem : "failed";
      setProblem(found);
      if (found === "wrong-key") {
        forget();
      }
    },
    [forget],
  );
  const worked = useCallback(() => setProblem(null), []);
  const enter = (key: string) => {
    setProblem(null);
    sessionStorage.setItem(KEY, key);
    setHistory(new History(key));
  };
  return (
    <div className="page">
      <TopBar />
      <main className="admin">
        <div className="admin-head">
          <h1>{strings.adminTitle}</h1>
          {history && (
            <button type="button" className="button quiet" onClick={forget}>
              {strings.adminSignOut}
            </button>
          )}
        </div>
        <div role="alert">{problem && <p className="notice">{strings[WORDS[problem]]}</p>}</div>
        {history === null ? (
          <KeyForm onEnter={enter} />
        ) : (
          <>
            <div hidden={open !== null}>
              <SessionTable history={history} onOpen={setOpen} onFailed={failed} onDone={worked} />
            </div>
            {open !== null && (
              <SessionPane
                key={open}
                history={history}
                id={open}
                onBack={() => setOpen(null)}
                onFailed={failed}
              />
            )}
          </>
        )}
      </main>
    </div>
  );
}

const WORDS = {
  "wrong-key": "adminWrongKey",
  absent: "adminAbsent",
  limited: "adminLimited",
  unavailable: "adminUnavailable",
  failed: "adminFailed",
} as const;

function KeyForm({ onEnter }: { onEnter: (key: string) => void }) {
  const strings = useStrings();
  const [key, setKey] = useState("");
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() !== "") {
      onEnter(key.trim());
    }
  };
  return (
    <form className="card entry" onSubmit={submit}>
      <p>{strings.adminIntro}</p>
      <div className="field">
        <label htmlFor={id}>{strings.adminKey}</label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          required
          aria-describedby={`${id}-hint`}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <p className="hint" id={`${id}-hint`}>
          {strings.adminKeyHint}
        </p>
      </div>
      <button type="submit" className="button primary">
        {strings.adminOpen}
      </button>
    </form>
  );
}

function remembered(): History | null {
  const key = sessionStorage.getItem(KEY);
  return key ? new History(key) : null;
}
