/**
 * A day at the counter without its pauses: the real host in one process, the province in another, one case after the other from the
 * scan to the wiped screen. Resident memory after the first tenth against the end; what is larger then is a leak by the day.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { HOST_FLAGS } from "../../build/scripts/node-version.mjs";
import { openProvinceApart } from "./host/province-apart.ts";
import { createFindings, type Torture } from "./torture.ts";

const CHILD = fileURLToPath(new URL("./soak-child.ts", import.meta.url));
const GROWTH_MB = 50;
const STEPS = 10;

export const soak: Torture = {
  what: `so many scans in one host, from the scan to the wiped screen; memory grows by less than ${GROWTH_MB} MB`,
  count: 1_500,
  async run({ count, note }) {
    const province = await openProvinceApart();
    try {
      const seen = await watch([province.folder, String(count), String(Math.max(1, Math.floor(count / STEPS)))], note);
      const [first = Number.NaN] = seen;
      const growth = Math.max(...seen.slice(1)) - first;
      const findings = createFindings();
      findings.require(growth < GROWTH_MB, `memory grew by ${growth} MB: ${seen.join(", ")}`);
      return {
        figures: {
          "MB after the first tenth": first,
          "largest growth after it, MB": growth,
          "MB by tenths": seen.join(" "),
        },
        findings: findings.all,
      };
    } finally {
      await province.close();
    }
  },
};

const mb = (bytes: number): number => Math.round(bytes / 1_048_576);

async function watch(args: readonly string[], note: (text: string) => void): Promise<readonly number[]> {
  const child = spawn(process.execPath, ["--expose-gc", ...HOST_FLAGS, CHILD, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const seen: number[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { scan, rss, heapUsed, external } = JSON.parse(line);
    seen.push(mb(rss));
    note(`${scan} scans, ${seen.at(-1)} MB, of it ${mb(heapUsed)} heap in use and ${mb(external)} outside it`);
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the host stopped with ${code}`);
  return seen;
}
