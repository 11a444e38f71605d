/**
 * New data keys, once the outer key was changed: whoever kept the former one, in a copy of the folder or in the free blocks of a disk,
 * opens nothing with it that is in the file from then on. One transaction: cut short, the former keys are in force and the next start
 * does it again. Copies made before stay as they are, and open with the former outer keys that the key file keeps.
 */
import { createHmac, randomBytes } from "node:crypto";
import type Database from "better-sqlite3";
import { createAuditChain, edgeMac } from "./audit-chain.ts";
import type { ColumnCipher } from "./column-cipher.ts";
import { type DataKeys, isWrappedByFormer, type KeyRing, loadKeys, replaceKeys } from "./keys.ts";
import { hasLivingRuns } from "./runs.ts";
import { createSealer, type SealedColumn, type Sealer } from "./sealing.ts";

/** How a row of each sealed column names itself (`Sealer.seal`), in SQL. */
export const ROW_IDS: Readonly<Record<SealedColumn, string>> = {
  "open_case.snapshot": "case_id",
  "license_body.body": "case_id || char(10) || license_id",
  "outbox.body": "key",
  "recheck.subject": "delivery_key",
  "appointment.sealed": "id",
  "prefetched_license.record": "appointment_id || char(10) || type_code || char(10) || slot",
  "prefetched_license.body": "appointment_id || char(10) || type_code || char(10) || slot",
  "user.sealed": "account",
  "secret.sealed": "name",
};

/** Columns of `Sealer.hash`. */
const HASHES = ["history.number_hash", "appointment.person_hash", "outbox.body_hash"] as const;

const KEY_BYTES = 32;

export interface Renewal {
  readonly ring: KeyRing;
  readonly terminalId: string;
  readonly cipher?: ColumnCipher | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** The keys in force: the file's own, renewed first where the ring says so and nobody else is at work with them. */
export function currentKeys(db: Database.Database, renewal: Renewal): DataKeys {
  const { ring } = renewal;
  if (!isWrappedByFormer(db, ring) || hasLivingRuns(db)) return loadKeys(db, ring);
  return db
    .transaction(() => {
      const former = loadKeys(db, ring);
      // Somebody else may have come first.
      return isWrappedByFormer(db, ring) ? renew(db, former, renewal) : former;
    })
    .immediate();
}

function renew(db: Database.Database, former: DataKeys, { ring, terminalId, cipher, now }: Renewal): DataKeys {
  const [seal, search, chain] = [randomBytes(KEY_BYTES), randomBytes(KEY_BYTES), randomBytes(KEY_BYTES)];
  const version = Math.max(...former.seal.keys()) + 1;
  // What was hashed cannot be hashed anew without the text: the new key goes over the hash.
  const next: DataKeys = { seal: new Map([[version, seal]]), search: [...former.search, search], chain };
  const sealers = { before: createSealer(former, cipher), after: createSealer(next, cipher) };
  reseal(db, sealers);
  rehash(db, search);
  const wasWhole = remac(db, sealers, terminalId);
  replaceKeys(db, next, { ring, now });
  const audit = createAuditChain(db, sealers.after, terminalId);
  if (wasWhole) audit.append([{ at: now, action: "keys.renewed", clerk: "system", detail: { level: ring.level } }]);
  return next;
}

interface Sealers {
  readonly before: Sealer;
  readonly after: Sealer;
}

function reseal(db: Database.Database, { before, after }: Sealers): void {
  db.function("reseal", { directOnly: true }, (column: SealedColumn, row: string, sealed: Uint8Array) =>
    Buffer.from(after.seal(column, row, before.open(column, row, sealed))),
  );
  for (const [name, row] of Object.entries(ROW_IDS)) {
    const [table, column] = name.split(".");
    db.exec(`UPDATE ${table} SET ${column} = reseal('${name}', ${row}, ${column}) WHERE ${column} IS NOT NULL`);
  }
}

function rehash(db: Database.Database, key: Uint8Array): void {
  db.function("rehash", { directOnly: true }, (hash: Uint8Array) => createHmac("sha256", key).update(hash).digest());
  for (const name of HASHES) {
    const [table, column] = name.split(".");
    db.exec(`UPDATE ${table} SET ${column} = rehash(${column}) WHERE ${column} IS NOT NULL`);
  }
}

/** An end that was tampered with stays so: a new MAC would hide it. False then. */
function remac(db: Database.Database, { before, after }: Sealers, terminalId: string): boolean {
  const chain = createAuditChain(db, before, terminalId);
  const update = db.prepare("UPDATE audit_edge SET mac = ? WHERE which = ?");
  const genuine = (["base", "head"] as const).filter((which) => chain.isEdgeGenuine(which));
  for (const which of genuine) update.run(edgeMac(after, which, chain.edge(which)), which);
  return genuine.length === 2;
}
