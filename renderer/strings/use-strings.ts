/** The string table of the language chosen. */
import { usePreferences } from "../state/preferences-store.ts";
import { STRINGS, type Strings } from "./language.ts";

export function useStrings(): Strings {
  return STRINGS[usePreferences((preferences) => preferences.language)];
}
