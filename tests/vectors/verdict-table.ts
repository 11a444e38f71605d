/** The page build/manual/verdict-vectors.md: every bad vector and attack with what is expected and what the verifier says. */
import type { VerificationReport } from "../../electron/seal/report.ts";
import { verdictOn } from "../helpers/seal-factory/verdict.ts";
import { ATTACK_VECTORS } from "./attack-vectors.ts";
import { BAD_VECTORS } from "./bad-vectors.ts";

const HEAD = `# Bad files and their verdicts

Made from the tests by \`npm run manual\`; a test fails while it is out of date. Every file is invented and made by the test factories
(\`tests/helpers\`), judged by the shipped policy with trust in the factory's own authorities. *Seen* is what the verifier said when this page
was written: indication / sub-indication, decision, and its codes, the weightiest first.
`;

export function verdictPage(): string {
  const checks = Object.entries(BAD_VECTORS).map(([id, { what, file, options, code, verdict }]) => {
    const [indication, sub, decision] = verdict ?? ["TOTAL_PASSED", "", "accept"];
    return [
      `\`${id}\``,
      what,
      `${verdictText(indication, sub, decision)} · ${code}`,
      seen(verdictOn(file(), options?.())),
    ];
  });
  const attacks = ATTACK_VECTORS.map(({ what, file, code, decision }) => [
    what,
    `${decision} · ${code}`,
    seen(verdictOn(file())),
  ]);
  return [
    HEAD,
    "## One for every check\n",
    `${table(["check", "what is wrong", "expected", "seen"], checks)}\n`,
    "## Attacks\n",
    `${table(["attack", "expected", "seen"], attacks)}\n`,
  ].join("\n");
}

function verdictText(indication: string, subIndication: string | undefined, decision: string): string {
  return `${indication}${subIndication ? ` / ${subIndication}` : ""}, ${decision}`;
}

function seen({ indication, subIndication, decision, codes }: VerificationReport): string {
  return `${verdictText(indication, subIndication, decision)}${codes.length > 0 ? ` · ${codes.join(" ")}` : ""}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
