import type { MouseEvent, ReactNode } from "react";
import { useLanguage } from "./language";
import { navigate } from "./router";
import type { Language } from "./strings";

const LANGUAGES: readonly { code: Language; name: string; short: string }[] = [
  { code: "ja", name: "日本語", short: "日本語" },
  { code: "en", name: "English", short: "EN" },
];

/** The page's head: the way home, what the page adds, the language. */
export function TopBar({ children }: { children?: ReactNode }) {
  const { language, strings, choose } = useLanguage();
  return (
    <header className="topbar">
      <a className="brand" href="/" onClick={(event) => goHome(event)}>
        <Mark />
        EchoSphere
      </a>
      <div className="topbar-middle">{children}</div>
      <div className="languages" role="group" aria-label={strings.language}>
        {LANGUAGES.map(({ code, name, short }) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-label={name === short ? undefined : `${short} – ${name}`}
            aria-pressed={language === code}
            onClick={() => choose(code)}
          >
            {short}
          </button>
        ))}
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="7" fill="currentColor" />
      <circle cx="16" cy="16" r="10.5" fill="none" stroke="currentColor" strokeOpacity=".55" />
      <circle cx="16" cy="16" r="14.2" fill="none" stroke="currentColor" strokeOpacity=".28" />
    </svg>
  );
}

function goHome(event: MouseEvent): void {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    navigate("/");
  }
}
