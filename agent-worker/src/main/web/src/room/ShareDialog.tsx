import { type RefObject, useId, useRef, useState } from "react";
import { copyText } from "../app/copy";
import { Dialog } from "../app/Dialog";
import { useStrings } from "../app/language";

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>;
}

/** The link to this room. */
export function ShareDialog({ dialog }: Props) {
  const strings = useStrings();
  const [outcome, setOutcome] = useState<"" | "copied" | "copyFailed">("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const copy = async () => {
    const copied = await copyText(location.href);
    setOutcome(copied ? "copied" : "copyFailed");
    if (!copied) {
      field.current?.select();
    }
  };
  return (
    <Dialog dialog={dialog} title={strings.shareTitle}>
      <p>{strings.shareBody}</p>
      <div className="field">
        <label htmlFor={id}>{strings.link}</label>
        <input id={id} ref={field} readOnly value={location.href} />
      </div>
      <div className="share-actions">
        <button type="button" className="button primary" onClick={() => void copy()}>
          {strings.copyLink}
        </button>
        <p className="hint" role="status">
          {outcome === "" ? "" : strings[outcome]}
        </p>
      </div>
    </Dialog>
  );
}
