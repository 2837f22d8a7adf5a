import { type RefObject, useRef } from "react";
import { useStrings } from "../app/language";
import type { Strings } from "../app/strings";
import type { Call, CallView, Microphone } from "./call";
import { DoorIcon, GearIcon, LinkIcon, MicrophoneIcon } from "./icons";
import { LevelMeter } from "./LevelMeter";
import { SettingsDialog } from "./SettingsDialog";
import { ShareDialog } from "./ShareDialog";

interface Props {
  readonly call: Call;
  readonly view: CallView;
}

/** What can be done during a call. */
export function Controls({ call, view }: Props) {
  const strings = useStrings();
  const settings = useRef<HTMLDialogElement>(null);
  const share = useRef<HTMLDialogElement>(null);
  const open = (dialog: RefObject<HTMLDialogElement | null>) => dialog.current?.showModal();
  const inside = view.phase.name === "connected" || view.phase.name === "reconnecting";
  const ended = view.phase.name === "left";
  return (
    <div className="controls" role="group" aria-label={strings.controls}>
      <MicrophoneButton call={call} microphone={view.microphone} enabled={inside} />
      <button type="button" className="control" onClick={() => open(settings)}>
        <GearIcon />
        <span>{strings.settings}</span>
      </button>
      <button type="button" className="control" onClick={() => open(share)}>
        <LinkIcon />
        <span>{strings.share}</span>
      </button>
      <button
        type="button"
        className="control leave"
        disabled={ended}
        onClick={() => void call.leave()}
      >
        <DoorIcon />
        <span>{strings.leave}</span>
      </button>
      <SettingsDialog dialog={settings} call={call} microphone={view.microphone} />
      <ShareDialog dialog={share} />
    </div>
  );
}

interface MicrophoneProps {
  readonly call: Call;
  readonly microphone: Microphone;
  readonly enabled: boolean;
}

function MicrophoneButton({ call, microphone, enabled }: MicrophoneProps) {
  const strings = useStrings();
  const open = microphone.name === "on";
  const press = () => {
    switch (microphone.name) {
      case "on":
        return call.setMuted(true);
      case "muted":
        return call.setMuted(false);
      case "off":
      case "blocked":
        return call.turnMicrophoneOn();
      case "asking":
        return Promise.resolve();
    }
  };
  return (
    <button
      type="button"
      className="control microphone"
      data-microphone={microphone.name}
      disabled={!enabled || microphone.name === "asking"}
      onClick={() => void press()}
    >
      <MicrophoneIcon crossed={!open} />
      <span>{pressWords(microphone, strings)}</span>
      <LevelMeter call={call} />
    </button>
  );
}

function pressWords(microphone: Microphone, strings: Strings): string {
  switch (microphone.name) {
    case "on":
      return strings.mute;
    case "muted":
      return strings.unmute;
    case "off":
    case "blocked":
      return strings.turnMicrophoneOn;
    case "asking":
      return strings.askingMicrophone;
  }
}
