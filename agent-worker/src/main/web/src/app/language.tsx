import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { type Language, preferredLanguage, STRINGS, type Strings } from "./strings";

const STORED = "echosphere.language";

interface Spoken {
  readonly language: Language;
  readonly strings: Strings;
  readonly choose: (language: Language) => void;
}

const Context = createContext<Spoken | null>(null);

/** Gives the page its language: the reader's choice, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initial);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      strings: STRINGS[language],
      choose: (chosen) => {
        remember(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <Context value={spoken}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const spoken = use(Context);
  if (!spoken) {
    throw new Error("outside of LanguageProvider");
  }
  return spoken;
}

export function useStrings(): Strings {
  return useLanguage().strings;
}

function initial(): Language {
  const stored = recalled(STORED);
  return stored === "ja" || stored === "en" ? stored : preferredLanguage(navigator.languages);
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

function recalled(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
