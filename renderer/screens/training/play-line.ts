/** Somebody of the cast comes to the counter: their code is scanned, or their card laid down. */
import type { CastLine } from "../../../electron/contract/training.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useTraining } from "../../state/training-store.ts";
import { useVirtualReaders } from "../../state/virtual-readers-store.ts";

export function scanCode(line: CastLine, matter: string | undefined): Promise<void> {
  const { readers, act } = useVirtualReaders.getState();
  const scan = () =>
    readers.scanner ? act("scanner", { act: "scan", code: line.code }) : useTraining.getState().scan(line.code);
  return play(line, matter, scan);
}

export function layCard(line: CastLine, matter: string | undefined): Promise<void> {
  return play(line, matter, () => useVirtualReaders.getState().place({ code: line.code }));
}

/** For another matter the counter changes to that first; then the counter is in sight. */
async function play(line: CastLine, matter: string | undefined, bring: () => Promise<boolean>): Promise<void> {
  if (line.matter !== matter && !(await useCounter.getState().chooseMatter(line.matter))) return;
  if (!(await bring())) return;
  const desk = useDesk.getState();
  desk.go("counter");
  if (desk.isTrainingOpen) desk.toggleTraining();
}
