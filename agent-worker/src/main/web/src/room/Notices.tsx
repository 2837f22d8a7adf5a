import { useAudioPlayback } from "@livekit/components-react";
import { type ReactNode, useState } from "react";
import { enterNext, rememberedName } from "../app/entry";
import { useStrings } from "../app/language";
import type { Sentence } from "../app/Message";
import { navigate, roomPath } from "../app/router";
import type { Strings } from "../app/strings";
import { randomUuid } from "../app/uuid";
import type { Call, CallProblem, CallView } from "./call";
import type { MicrophoneProblem } from "./microphone";
import type { Absence } from "./mood";
import type { TokenProblem } from "./tokens";

interface Props {
  readonly call: Call;
  readonly view: CallView;
  readonly absence: Absence;
  readonly onEnterAgain: () => void;
}

/** What is not as it should be, and the way on; the gravest only. */
export function Notices({ call, view, absence, onEnterAgain }: Props) {
  const strings = useStrings();
  const { canPlayAudio, startAudio } = useAudioPlayback(call.room);
  const [dismissed, setDismissed] = useState<MicrophoneProblem | null>(null);
  const { phase, microphone } = view;
  const speaks = microphone.name !== "off";
  const again = (words: string) => (
    <button type="button" className="button primary" onClick={onEnterAgain}>
      {words}
    </button>
  );
  if (phase.name === "lost") {
    return (
      <Notice kind="lost" title={strings.lost} body={callProblem(phase.problem, strings)}>
        {again(strings.retry)}
        <NewRoom microphone={speaks} />
      </Notice>
    );
  }
  if (phase.name === "left") {
    return (
      <Notice kind="left" title={strings.leftTitle} body={strings.leftBody}>
        {again(strings.joinAgain)}
        <NewRoom microphone={speaks} />
      </Notice>
    );
  }
  if (phase.name === "connected" && !canPlayAudio) {
    const play = () => {
      call.meters.start();
      void startAudio().catch(() => {});
    };
    return (
      <Notice kind="playback" title={strings.playbackTitle} body={strings.playbackBody}>
        <button type="button" className="button primary" onClick={play}>
          {strings.playbackAction}
        </button>
      </Notice>
    );
  }
  if (absence !== "none") {
    const went = absence === "went";
    return (
      <Notice
        kind="agent"
        title={went ? strings.agentLeftTitle : strings.agentMissingTitle}
        body={went ? strings.agentLeftBody : strings.agentMissingBody}
      >
        {again(strings.callAgain)}
        <NewRoom microphone={speaks} />
      </Notice>
    );
  }
  if (microphone.name === "blocked" && microphone.problem !== dismissed) {
    const { problem } = microphone;
    const { title, body } = MICROPHONE[problem];
    return (
      <Notice
        kind={`microphone-${problem}`}
        title={strings[title]}
        body={strings[body]}
        onDismiss={() => setDismissed(problem)}
      >
        {problem !== "insecure" && (
          <button
            type="button"
            className="button primary"
            onClick={() => void call.turnMicrophoneOn()}
          >
            {strings.retry}
          </button>
        )}
      </Notice>
    );
  }
  return null;
}

interface NoticeProps {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly children?: ReactNode;
  readonly onDismiss?: () => void;
}

function Notice({ kind, title, body, children, onDismiss }: NoticeProps) {
  const strings = useStrings();
  return (
    <div className="notice" role="alert" data-notice={kind}>
      <p className="notice-title">{title}</p>
      <p>{body}</p>
      <div className="notice-actions">
        {children}
        {onDismiss && (
          <button type="button" className="button quiet" onClick={onDismiss}>
            {strings.dismiss}
          </button>
        )}
      </div>
    </div>
  );
}

/** Goes to a room of its own at once, as the reader entered this one. */
function NewRoom({ microphone }: { microphone: boolean }) {
  const strings = useStrings();
  const enter = () => {
    const roomId = randomUuid();
    enterNext(roomId, { microphone, name: rememberedName() });
    navigate(roomPath(roomId, location.hash));
  };
  return (
    <button type="button" className="button" onClick={enter}>
      {strings.newRoom}
    </button>
  );
}

const MICROPHONE: Record<MicrophoneProblem, { title: Sentence; body: Sentence }> = {
  denied: { title: "micDeniedTitle", body: "micDeniedBody" },
  missing: { title: "micMissingTitle", body: "micMissingBody" },
  busy: { title: "micBusyTitle", body: "micBusyBody" },
  insecure: { title: "micInsecureTitle", body: "micInsecureBody" },
  failed: { title: "micFailedTitle", body: "micFailedBody" },
};

function callProblem(problem: CallProblem, strings: Strings): string {
  switch (problem.kind) {
    case "token":
      return tokenProblem(problem.token, strings);
    case "unreachable":
      return strings.lostUnreachable;
    case "refused":
      return strings.lostRefused;
    case "dropped":
      return strings.lostDropped;
    case "closed":
      return strings.lostClosed;
    case "removed":
      return strings.lostRemoved;
  }
}

function tokenProblem(problem: TokenProblem, strings: Strings): string {
  switch (problem.kind) {
    case "unreachable":
      return strings.tokenUnreachable;
    case "invalid":
      return strings.tokenInvalid;
    case "forbidden":
      return strings.tokenForbidden;
    case "limited":
      return strings.tokenLimited(problem.seconds);
    case "misconfigured":
      return strings.tokenMisconfigured;
    case "unexpected":
      return strings.tokenFailed;
  }
}
