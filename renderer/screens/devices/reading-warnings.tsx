/** What is odd about a reading, in words: one line each. */
import type { ReactNode } from "react";
import { useStrings } from "../../strings/use-strings.ts";

export function ReadingWarnings({ warnings }: { readonly warnings: readonly string[] }): ReactNode {
  const { person, readingWarnings } = useStrings();
  const photoGaps: Readonly<Record<string, { readonly what: string }>> = person.photoGaps;
  if (warnings.length === 0) return null;
  return (
    <ul className="device__warnings">
      {warnings.map((code) => (
        <li key={code}>{readingWarnings[code] ?? photoGaps[code]?.what ?? code}</li>
      ))}
    </ul>
  );
}
