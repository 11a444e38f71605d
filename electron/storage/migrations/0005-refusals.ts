/**
 * What is refused again and again: how often, so that waits grow and a person is told. And when the licenses that are kept for an
 * appointment were fetched, which is no longer when the library was last asked.
 */
import type { Migration } from "./migration.ts";

export const refusals: Migration = {
  version: 5,
  sql: `
ALTER TABLE prefetch ADD COLUMN fetched_at INTEGER;
ALTER TABLE prefetch ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
UPDATE prefetch SET fetched_at = at WHERE EXISTS (
  SELECT 1 FROM prefetched_license AS l WHERE l.appointment_id = prefetch.appointment_id AND l.type_code = prefetch.type_code);

ALTER TABLE recheck ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
`,
};
