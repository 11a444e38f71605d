/** Commands of `contract/audit.ts`. */
import type { LicenseUseView } from "../../contract/audit.ts";
import { present } from "../../domain/present.ts";
import { ok } from "../../domain/result.ts";
import { createAuditExport } from "../audit-export.ts";
import { searchAudit } from "../audit-search.ts";
import type { PastUse } from "../ports/storage.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { accountOf, type HandlersOf } from "./handler.ts";

type Names = "audit.search" | "audit.uses" | "audit.export";

export function auditHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { storage } = parts;
  const exportPiece = createAuditExport(parts);
  return {
    "audit.search": async ({ before, limit, ...filter }, { signal }) => {
      const page = await searchAudit(storage, { filter, before, limit, signal });
      return page.ok ? ok({ ...page.value, entries: [...page.value.entries] }) : page;
    },
    "audit.uses": async (query) => {
      const page = await storage.licenseUses(present(query));
      if (!page.ok) return page;
      return ok({ total: page.value.total, uses: page.value.uses.map((use) => useView(parts, use)) });
    },
    "audit.export": async ({ after, ...filter }) => {
      const page = await exportPiece({ by: accountOf(parts), filter: present(filter), after });
      if (!page.ok) return page;
      const { entries, next } = page.value;
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      return ok(present({ lines, rows: entries.length, next }));
    },
  };
}

function useView({ catalogue }: TerminalParts, { licenseType, ...use }: PastUse): LicenseUseView {
  const types = catalogue.current()?.licenseTypes ?? [];
  const name = types.find(({ code }) => code === licenseType)?.name ?? licenseType;
  return present({ ...use, licenseName: name });
}
