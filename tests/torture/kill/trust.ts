/** Switches of trust data cut short: the issue that was acknowledged is in use, or a newer one; never an older, never none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTrustStore } from "../../../electron/trust/trust-store.ts";
import { NOW } from "../../helpers/seal-factory/pki.ts";
import { edition, publisher } from "../../integration/trust-world.ts";
import type { Scene } from "./scene.ts";

const ISSUES = 400;

export const trustScene: Scene = {
  name: "trust switch",
  async start() {
    const folder = mkdtempSync(join(tmpdir(), "torture-trust-"));
    const trust = join(folder, "trust");
    mkdirSync(join(folder, "issues"));
    const point = Buffer.from(publisher.point).toString("hex");
    writeFileSync(join(folder, "publisher.json"), JSON.stringify({ point, now: NOW }));
    for (let issue = 1; issue <= ISSUES; issue += 1)
      writeFileSync(join(folder, "issues", String(issue)), edition({ issue, at: NOW - 1000 * (ISSUES - issue) }));
    let highest = 0;
    return {
      startMs: 300,
      workMs: 120,
      args: () => ["trust", folder],
      async inspect(lines, findings) {
        highest = Math.max(highest, ...lines.map(({ issue }) => Number(issue)));
        const store = await openTrustStore({ folder: trust, publishers: [publisher.point] });
        const { issue = 0, lastFault } = store.status();
        findings.require(issue >= highest, `issue ${highest} was acknowledged, ${issue} is in use`);
        const skipped = store.skipped.map((one) => one.fault.code);
        findings.require(skipped.length === 0, `generations that cannot be used: ${skipped}`);
        findings.require(lastFault === undefined, `trust data after a kill: ${lastFault?.code}`);
        if (issue < ISSUES) return;
        rmSync(trust, { recursive: true });
        highest = 0;
      },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};
