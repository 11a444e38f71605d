/** Full details: first the reason, then a button that shows them while it, or its key, is held down. */
import { Eye, EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { POINTER } from "../../client/held-down.ts";
import { IconButton } from "../../components/icon-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useReveal } from "../../state/reveal-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { runAction } from "./run-action.ts";

/** Of the button while it has the focus. */
const BUTTON_KEYS = ["Space", "Enter", "NumpadEnter"];

export function PersonReveal(): ReactNode {
  const strings = useStrings();
  const isGranted = useReveal(({ granted }) => granted !== undefined);
  return (
    <div className="person__reveal">
      {isGranted ? (
        <HoldButton />
      ) : (
        <IconButton icon={Eye} label={strings.person.reveal} keyName="S" onPress={() => runAction("reveal")} />
      )}
    </div>
  );
}

function HoldButton(): ReactNode {
  const { person } = useStrings();
  const { until, how, granted, press } = useReveal();
  // Drawn anew every second.
  useClock((clock) => clock.now);
  const isShown = how === "shown";
  const Icon = isShown ? EyeOff : Eye;
  return (
    <>
      <button
        type="button"
        className="person__hold"
        data-held={isShown}
        aria-keyshortcuts="S"
        title={person.holdHint}
        onMouseDown={(event) => event.preventDefault()}
        onContextMenu={(event) => event.preventDefault()}
        onPointerDown={() => press([POINTER])}
        onClick={({ detail }) => {
          // Of a key, or of a screen reader; a pointer's click has been held before.
          if (detail === 0) press(BUTTON_KEYS);
        }}
      >
        <Icon size="1.1em" aria-hidden="true" />
        {isShown ? person.letGo : person.hold}
        <KeyCap name="S" />
      </button>
      {until !== undefined && (
        <span className="person__left">{person.revealed(Math.max(0, Math.ceil((until - Date.now()) / 1_000)))}</span>
      )}
      <span className="only-read" role="status">
        {how === "said" ? `${granted?.fullName} ${granted?.fullNumber}` : person.holdHint}
      </span>
    </>
  );
}
