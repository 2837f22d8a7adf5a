import { type KeyboardEvent, type SubmitEvent, useId, useState } from "react";
import { useStrings } from "../app/language";
import { SendIcon } from "./icons";

/** Longest message, characters. */
const MESSAGE_LIMIT = 5_000;

interface Props {
  readonly enabled: boolean;
  readonly onSend: (text: string) => void;
}

/** Where one types instead of speaking. Enter sends, but never while Japanese is being composed. */
export function Composer({ enabled, onSend }: Props) {
  const strings = useStrings();
  const [text, setText] = useState("");
  const id = useId();
  const send = () => {
    const message = text.trim();
    if (enabled && message !== "") {
      onSend(message);
      setText("");
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Safari ends the composition before its Enter arrives, and marks that by key code 229 alone.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form className="composer" onSubmit={submit}>
      <label className="visually-hidden" htmlFor={id}>
        {strings.messageLabel}
      </label>
      <textarea
        id={id}
        rows={1}
        maxLength={MESSAGE_LIMIT}
        placeholder={strings.messagePlaceholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keyDown}
      />
      <button
        type="submit"
        className="button primary send"
        aria-label={strings.send}
        disabled={!enabled || text.trim() === ""}
      >
        <SendIcon />
      </button>
    </form>
  );
}
