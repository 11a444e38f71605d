/** Settings, small secrets and users. Secrets and users are sealed; settings are readable and hold nothing personal. */
import type Database from "better-sqlite3";
import type { StoredUser } from "../app/ports/storage.ts";
import { readSealed, type Sealer, sealJson } from "./sealing.ts";

export interface Settings {
  get(key: string): unknown;
  /** `undefined` takes the setting away. */
  put(key: string, value: unknown): void;
  secret(name: string): Uint8Array | undefined;
  putSecret(name: string, value: Uint8Array): void;
  users(): readonly StoredUser[];
  putUser(user: StoredUser): void;
}

export function createSettings(db: Database.Database, sealer: Sealer): Settings {
  const select = db.prepare<[string], string>("SELECT value FROM setting WHERE key = ?").pluck();
  const put = db.prepare("INSERT OR REPLACE INTO setting VALUES (?, ?)");
  const remove = db.prepare("DELETE FROM setting WHERE key = ?");
  const selectSecret = db.prepare<[string], Uint8Array>("SELECT sealed FROM secret WHERE name = ?").pluck();
  const putSecret = db.prepare("INSERT OR REPLACE INTO secret VALUES (?, ?)");
  const selectUsers = db.prepare<[], { account: string; sealed: Uint8Array }>("SELECT * FROM user ORDER BY account");
  const putUser = db.prepare("INSERT OR REPLACE INTO user VALUES (?, ?)");

  return {
    get(key) {
      const text = select.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    put(key, value) {
      if (value === undefined) remove.run(key);
      else put.run(key, JSON.stringify(value));
    },
    secret(name) {
      const sealed = selectSecret.get(name);
      return sealed && sealer.open("secret.sealed", name, sealed);
    },
    putSecret: (name, value) => void putSecret.run(name, sealer.seal("secret.sealed", name, value)),
    users: () =>
      selectUsers.all().map(({ account, sealed }) => readSealed<StoredUser>(sealer, "user.sealed", account, sealed)),
    putUser: (user) => void putUser.run(user.account, sealJson(sealer, "user.sealed", user.account, user)),
  };
}
