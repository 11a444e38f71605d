/** Imports one issue of the trust bundle after the other. Runs in the process that is killed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openTrustStore } from "../../../electron/trust/trust-store.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Say } from "./child.ts";

/** In the folder: `publisher.json` (the point as hex), `now` as its name, and `issues/N`. */
export async function switchTrustForEver(say: Say, folder: string): Promise<void> {
  const { point, now } = JSON.parse(readFileSync(join(folder, "publisher.json"), "utf8"));
  const store = await openTrustStore({ folder: join(folder, "trust"), publishers: [Buffer.from(point, "hex")] });
  const issues = readdirSync(join(folder, "issues")).map(Number);
  const held = store.status().issue ?? 0;
  say({ ready: true });
  for (const issue of issues.filter((one) => one > held).sort((a, b) => a - b)) {
    value(await store.importBundle(readFileSync(join(folder, "issues", String(issue))), now));
    say({ issue });
  }
}
