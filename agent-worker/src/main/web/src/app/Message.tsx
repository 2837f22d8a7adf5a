import type { ReactNode } from "react";
import { useStrings } from "./language";
import { navigate } from "./router";
import type { Strings } from "./strings";
import { TopBar } from "./TopBar";

/** The keys of plain sentences. */
export type Sentence = {
  [K in keyof Strings]: Strings[K] extends string ? K : never;
}[keyof Strings];

interface Props {
  readonly title: Sentence;
  readonly body?: Sentence;
  readonly home?: boolean;
  readonly children?: ReactNode;
}

/** A page that only says something. */
export function Message({ title, body, home, children }: Props) {
  const strings = useStrings();
  return (
    <div className="page">
      <TopBar />
      <main className="centre">
        <div className="card">
          <h1 className="card-title">{strings[title]}</h1>
          {body && <p>{strings[body]}</p>}
          {children}
          {home && (
            <button type="button" className="button primary" onClick={() => navigate("/")}>
              {strings.backHome}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}
