import { useMediaDeviceSelect } from "@livekit/components-react";
import { type RefObject, useId } from "react";
import { Dialog } from "../app/Dialog";
import { useStrings } from "../app/language";
import type { Call, Microphone } from "./call";
import { LevelMeter } from "./LevelMeter";

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly call: Call;
  readonly microphone: Microphone;
}

/** Which microphone, which speaker, and whether the microphone hears. */
export function SettingsDialog({ dialog, call, microphone }: Props) {
  const strings = useStrings();
  return (
    <Dialog dialog={dialog} title={strings.settings}>
      {/* Devices get their names with the permission: looked up again whenever that may be new. */}
      <DeviceSelect key={`in ${microphone.name}`} kind="audioinput" label={strings.microphone} />
      <div className="field">
        <span className="label">{strings.yourLevel}</span>
        <LevelMeter call={call} />
      </div>
      {"setSinkId" in HTMLMediaElement.prototype && (
        <DeviceSelect key={`out ${microphone.name}`} kind="audiooutput" label={strings.speaker} />
      )}
    </Dialog>
  );
}

function DeviceSelect({ kind, label }: { kind: MediaDeviceKind; label: string }) {
  const strings = useStrings();
  const { devices, activeDeviceId, setActiveMediaDevice } = useMediaDeviceSelect({
    kind,
    requestPermissions: false, // who only types is never asked
  });
  const id = useId();
  // Without permission, browsers give one device without a name.
  const known = devices.filter((device) => device.deviceId !== "");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={known.some((one) => one.deviceId === activeDeviceId) ? activeDeviceId : ""}
        onChange={(event) => void setActiveMediaDevice(event.target.value).catch(() => {})}
      >
        {!known.some((one) => one.deviceId === activeDeviceId) && (
          <option value="">{strings.defaultDevice}</option>
        )}
        {known.map((device) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.deviceId === "default" ? strings.defaultDevice : device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
