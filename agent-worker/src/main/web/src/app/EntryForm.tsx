import { type ReactNode, type SubmitEvent, useId, useState } from "react";
import { type Entry, NAME_LIMIT, rememberedName } from "./entry";
import { useStrings } from "./language";

interface Props {
  /** The words on the two buttons. */
  readonly talk: string;
  readonly type: string;
  readonly onEnter: (entry: Entry) => void;
  /** Further fields, after the name. */
  readonly children?: ReactNode;
}

/** Asks for a name and how to enter, and says what the browser will ask next. */
export function EntryForm({ talk, type, onEnter, children }: Props) {
  const strings = useStrings();
  const [name, setName] = useState(rememberedName);
  const id = useId();
  const enter = (microphone: boolean) => onEnter({ microphone, name: name.trim() });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    enter(true);
  };
  return (
    <form className="entry" onSubmit={submit}>
      <div className="field">
        <label htmlFor={`${id}-name`}>
          {strings.yourName} <span className="hint">{strings.optional}</span>
        </label>
        <input
          id={`${id}-name`}
          name="name"
          autoComplete="nickname"
          maxLength={NAME_LIMIT}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {children}
      <div className="entry-actions">
        <button type="submit" className="button primary large">
          {talk}
        </button>
        <button type="button" className="button large" onClick={() => enter(false)}>
          {type}
        </button>
      </div>
      <p className="hint">{strings.microphoneExplained}</p>
    </form>
  );
}
