/**
 * What a citizen leaves outside the terminal's own memory: the clipboard. Emptied when a case ends, at a lock and at a sign-out, and
 * only if the clerk pasted or copied at the screen since; a note of their own from elsewhere is not touched.
 */
import type { CaseEvent } from "../domain/case/case-event.ts";

export interface OutsideTraces {
  /** The clerk pasted or copied at the screen. */
  clipboardTouched(): void;
  /** The end of a case waits for it. */
  wipe(): Promise<void>;
  /** Of an event that leaves the screen to somebody else. */
  attend(event: CaseEvent["kind"]): void;
}

const LEAVING: ReadonlySet<CaseEvent["kind"]> = new Set(["locked", "signed-out"]);

export function createOutsideTraces(
  wipeOutside: () => Promise<void>,
  onBug: (error: unknown, where: string) => string,
): OutsideTraces {
  let isTouched = false;
  const wipe = async () => {
    if (!isTouched) return;
    isTouched = false;
    try {
      await wipeOutside();
    } catch (error) {
      // Still there, so still owed.
      isTouched = true;
      throw error;
    }
  };
  return {
    clipboardTouched() {
      isTouched = true;
    },
    wipe,
    attend(event) {
      if (LEAVING.has(event)) void wipe().catch((error: unknown) => void onBug(error, "clipboard"));
    },
  };
}
