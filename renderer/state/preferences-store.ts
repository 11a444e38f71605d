/** What a terminal remembers for its clerks beside the host: language, sound, the matter last chosen. Nothing personal. */
import { create } from "zustand";
import type { Language } from "../strings/language.ts";

interface Kept {
  readonly language: Language;
  readonly isMuted: boolean;
  readonly lastMatter: string | undefined;
}

interface Preferences extends Kept {
  setLanguage(language: Language): void;
  setMuted(isMuted: boolean): void;
  setLastMatter(code: string): void;
}

const KEY = "liangzheng.preferences";
const DEFAULTS: Kept = { language: "zh", isMuted: false, lastMatter: undefined };

function read(): Kept {
  const text = localStorage.getItem(KEY);
  if (text === null) return DEFAULTS;
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    return {
      language: kept.language === "en" ? "en" : "zh",
      isMuted: kept.isMuted === true,
      lastMatter: typeof kept.lastMatter === "string" ? kept.lastMatter : undefined,
    };
  } catch (error) {
    // Written by hand or by another version: the defaults are as good.
    if (error instanceof SyntaxError) return DEFAULTS;
    throw error;
  }
}

export const usePreferences = create<Preferences>((set, get) => {
  const change = (part: Partial<Kept>) => {
    set(part);
    const { language, isMuted, lastMatter } = get();
    localStorage.setItem(KEY, JSON.stringify({ language, isMuted, lastMatter }));
  };
  return {
    ...read(),
    setLanguage: (language) => {
      document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
      change({ language });
    },
    setMuted: (isMuted) => change({ isMuted }),
    setLastMatter: (lastMatter) => change({ lastMatter }),
  };
});
