/** How far a recording has been played, and everything the driver read of it. */
import type { ReactNode } from "react";
import type { Replay } from "../../state/recordings-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ReadingWarnings } from "./reading-warnings.tsx";

export function ReplayResult({ replay }: { readonly replay: Replay }): ReactNode {
  const { recordings: words, devicesScreen } = useStrings();
  const { at, of, readings, state } = replay;
  const read = readings.filter(({ kind }) => kind === "code" || kind === "card").length;
  return (
    <div className="recording__result">
      <progress
        value={state === "done" ? 1 : at}
        max={state === "done" ? 1 : Math.max(1, of)}
        aria-label={words.replay}
      />
      <p role="status" data-state={state}>
        {state === "running" ? words.at(at, of) : words.ended[state](at, of, read)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol tabIndex={0} aria-label={words.readings}>
        {readings.map(({ kind, masked, size, ms, warnings }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: readings are only added at the end
          <li key={index} data-bad={kind !== "code" && kind !== "card" && kind !== "repeat"}>
            <span>{devicesScreen.readings[kind] ?? devicesScreen.unreadable}</span> <code>{masked}</code>
            <small>{words.reading(size, ms)}</small>
            <ReadingWarnings warnings={warnings} />
          </li>
        ))}
      </ol>
    </div>
  );
}
