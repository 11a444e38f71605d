/** Open cases that cannot be read any more: set aside for whoever looks into it, in nobody's way. */
import type { Migration } from "./migration.ts";

export const setAside: Migration = {
  version: 6,
  sql: "ALTER TABLE open_case ADD COLUMN set_aside_at INTEGER;",
};
