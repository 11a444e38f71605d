/** Complaints of the profile checker in the words of the screen. */
import type { Strings } from "./language.ts";

/** What a checker says of a profile, in the language of the screen; a sentence that no table knows stays as it is. */
export function problemText(message: string, { profileDialog: { messages } }: Strings): string {
  for (const [pattern, said] of messages) {
    const found = new RegExp(pattern).exec(message);
    if (found) return said.replace("$1", found[1] ?? "");
  }
  return message;
}
