import { Component, lazy, type ReactNode, Suspense } from "react";
import { Landing } from "./Landing";
import { LanguageProvider, useStrings } from "./language";
import { Message } from "./Message";
import { placeOf, usePathname } from "./router";

/** LiveKit's client is most of the page's weight: it is loaded when somebody goes to a room. */
export const loadRoom = () => import("../room/RoomPage");
const RoomPage = lazy(async () => ({ default: (await loadRoom()).RoomPage }));
const AdminPage = lazy(async () => ({ default: (await import("../admin/AdminPage")).AdminPage }));

export function App() {
  return (
    <LanguageProvider>
      <Fallible>
        <Suspense fallback={<Message title="loading" />}>
          <Page />
        </Suspense>
      </Fallible>
    </LanguageProvider>
  );
}

function Page() {
  const place = placeOf(usePathname());
  switch (place.name) {
    case "landing":
      return <Landing prepare={loadRoom} />;
    case "room":
      return <RoomPage key={place.roomId} roomId={place.roomId} />;
    case "admin":
      return <AdminPage />;
    case "nowhere":
      return <Message title="notFoundTitle" body="notFoundBody" home />;
  }
}

/** A part that cannot be loaded, after a new version was installed for one, is said in words. */
class Fallible extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const strings = useStrings();
  return (
    <Message title="loadFailed">
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {strings.reload}
      </button>
    </Message>
  );
}
