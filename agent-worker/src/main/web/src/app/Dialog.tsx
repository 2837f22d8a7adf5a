import { type MouseEvent, type ReactNode, type RefObject, useId } from "react";
import { useStrings } from "./language";

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  /** On the button that closes it, instead of the usual word. */
  readonly closeWords?: string;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it traps the focus, closes on Escape and gives the focus back. */
export function Dialog({ dialog, title, closeWords, children }: Props) {
  const strings = useStrings();
  const id = useId();
  const closeBeside = (event: MouseEvent) => {
    if (event.target === dialog.current) {
      dialog.current?.close();
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClick={closeBeside}>
      <div className="dialog">
        <h2 id={id}>{title}</h2>
        {children}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {closeWords ?? strings.close}
          </button>
        </div>
      </div>
    </dialog>
  );
}
