/** Commands of `contract/trust.ts`. */
import { ok } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { auditedTrust, importTrustFile } from "../trust-import.ts";
import { createTrustUploads } from "../trust-uploads.ts";
import { accountOf, done, type HandlersOf } from "./handler.ts";

type Names = "trust.overview" | "trust.upload" | "trust.preview" | "trust.import" | "trust.remove" | "trust.roll-back";

export function trustHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { trust, clock } = parts;
  const uploads = createTrustUploads(clock, parts.identifiers);
  const account = () => accountOf(parts);
  const shown = <T>(value: T): T => {
    parts.publish("status.changed", parts.status.view());
    return value;
  };
  return {
    "trust.overview": async () => {
      const overview = await trust.overview(clock.now());
      // The board also knows when the clock is doubtful: screens say one thing.
      return ok({ ...overview, band: parts.status.trustAge() });
    },
    "trust.upload": (piece) => uploads.add(piece, account()),
    "trust.preview": async ({ uploadId }) => {
      const file = uploads.file(uploadId, account());
      return file.ok ? trust.preview(file.value, clock.now()) : file;
    },
    "trust.import": async ({ uploadId, confirmed, isShrinkAllowed = false }) => {
      const file = uploads.file(uploadId, account());
      if (!file.ok) return file;
      const imported = await importTrustFile(parts, file.value, { confirmed, isShrinkAllowed });
      if (!imported.ok) return imported;
      uploads.drop();
      return shown(ok({}));
    },
    "trust.remove": ({ fingerprint }) => {
      const record = { action: "trust.removed", clerk: account(), detail: { fingerprint } } as const;
      return done(auditedTrust(parts, record, () => trust.remove(fingerprint, clock.now())).then(shown));
    },
    "trust.roll-back": async () => {
      const { issue = 0 } = (await trust.overview(clock.now())).bundle ?? {};
      const record = { action: "trust.rolled-back", clerk: account(), detail: { from: issue } } as const;
      const rolled = await auditedTrust(parts, record, () => trust.rollBack(account(), clock.now()));
      return rolled.ok ? shown(ok({ issue: rolled.value.issue ?? 0 })) : rolled;
    },
  };
}
