/**
 * Files that are presented one after another. Each waits until the one before has been judged: that one may open the case that all of
 * them belong to. A file that had to wait still goes where it was presented only: to the case of then, or, where there was none, to
 * the one that a file before it opened.
 */
import { type Fault, fault } from "../../electron/domain/fault.ts";

export interface Place {
  readonly account: string | undefined;
  readonly caseId: string | undefined;
}

type Present = (file: Blob) => Promise<Fault | undefined>;

/** @param hand gives the file to the host. @returns the same, each when its turn has come. */
export function inTurns(placeNow: () => Place, hand: Present): Present {
  let before: Promise<unknown> = Promise.resolve();
  let isBeforeTaken = false;
  /** Where the files before it are, as far as the screen has been told. */
  let joined: string | undefined;

  const takeTurn = async (file: Blob, from: Place) => {
    const now = placeNow();
    if (isBeforeTaken) joined = now.caseId;
    isBeforeTaken = false;
    if (!isOwn(from, now, joined)) return fault("license.case-gone");
    const reason = await hand(file);
    isBeforeTaken = reason === undefined;
    return reason;
  };
  return (file) => {
    const from = placeNow();
    const turn = before.then(() => takeTurn(file, from));
    // Whoever presented it hears of what went wrong; the next has its turn all the same.
    before = turn.catch(() => undefined);
    return turn;
  };
}

function isOwn(from: Place, now: Place, joined: string | undefined): boolean {
  if (from.account !== now.account) return false;
  return from.caseId === now.caseId || (from.caseId === undefined && now.caseId === joined);
}
