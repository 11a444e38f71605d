/**
 * Faults put in one by one: disk, files, keys, clock, network, the province's answers. Each is answered with a fault that has its
 * sentences in both languages, and the terminal stays up and works on once the cause is gone.
 */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { FAULTS } from "../../electron/domain/fault.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import { openDesk } from "./faults/desk.ts";
import { deskFaults } from "./faults/desk-faults.ts";
import { diskFaults } from "./faults/disk-faults.ts";
import { fileFaults } from "./faults/file-faults.ts";
import type { Answer, Injected } from "./faults/injected.ts";
import { lineFaults } from "./faults/line-faults.ts";
import { compileShim, whyNoShim } from "./power/shim.ts";
import { createFindings, type Findings, type Torture } from "./torture.ts";

const SLOW_MS = 1_000;

export const faults: Torture = {
  what: "each kind of fault put in; the terminal stays up and says what to do (rounds: how often all of them)",
  count: 1,
  async run({ count, note }) {
    const findings = createFindings();
    const missing = whyNoShim();
    if (missing) note(`faults of the disk are left out: ${missing}`);
    const library = missing ? undefined : compileShim();
    const desk = await openDesk();
    const all = [...(library ? diskFaults(library) : []), ...fileFaults, ...lineFaults(desk), ...deskFaults(desk)];
    const answers: Record<string, number> = {};
    try {
      for (let round = 0; round < count; round += 1)
        for (const injected of all) {
          const started = performance.now();
          const answer = await inject(injected, findings);
          const ms = Math.round(performance.now() - started);
          if (ms > SLOW_MS) note(`${injected.what}: ${ms} ms`);
          if (answer) answers[answer] = (answers[answer] ?? 0) + 1;
        }
    } finally {
      await desk.close();
      if (library) rmSync(dirname(library), { recursive: true, force: true });
    }
    return { figures: { "kinds of faults": all.length, ...answers }, findings: findings.all };
  },
};

async function inject({ what, expect, run }: Injected, findings: Findings): Promise<Answer | undefined> {
  try {
    const { answer, isUp } = await run();
    const isExpected = answer !== undefined && expect.includes(answer);
    findings.require(isExpected, `${what}: answered ${answer}, expected ${expect.join(" or ")}`);
    findings.require(isUp, `${what}: does not work on afterwards`);
    if (answer) findings.require(hasSentences(answer), `${what}: no sentences for ${answer}`);
    return answer;
  } catch (error) {
    findings.require(false, `${what}: threw ${error instanceof Error ? error.stack : String(error)}`);
    return undefined;
  }
}

/** What happened, why, and what to do now; or the hint that the status bar shows. In both languages. */
function hasSentences(answer: Answer): boolean {
  return Object.values(STRINGS).every(({ faults: texts, status }) => {
    if (answer === "hint clockHint") return status.clockHint !== "";
    if (answer === "hint expired") return status.trustHints.expired !== "";
    const text = answer in FAULTS ? texts[answer] : undefined;
    return text !== undefined && [text.what, text.why, text.next].every((sentence) => sentence.length > 3);
  });
}
