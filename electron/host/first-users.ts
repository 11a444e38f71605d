/** The users of a new terminal: three open accounts in training mode; one administrator with a one-time password otherwise. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "../app/ports/storage.ts";
import type { Passwords } from "../app/ports/surroundings.ts";
import type { Clerk } from "../domain/case/case-file.ts";
import { ok, type Result } from "../domain/result.ts";

/** Everyone may know these: they exist in training mode only. */
export const TRAINING_ACCOUNTS: readonly (Clerk & { readonly password: string })[] = [
  { account: "clerk01", name: "练习窗口人员", role: "clerk", password: "practice-01" },
  { account: "admin01", name: "练习管理员", role: "administrator", password: "practice-02" },
  { account: "audit01", name: "练习审计员", role: "auditor", password: "practice-03" },
];

export interface FirstUsersOptions {
  readonly storage: Storage;
  readonly passwords: Passwords;
  readonly mode: "training" | "live";
  readonly dataDir: string;
}

export async function ensureUsers({ storage, passwords, mode, dataDir }: FirstUsersOptions): Promise<Result<void>> {
  const users = await storage.users();
  if (!users.ok) return users;
  if (users.value.length > 0) return ok(undefined);
  const isOpen = mode === "training";
  const accounts = isOpen ? TRAINING_ACCOUNTS : [firstAdministrator(dataDir, passwords.oneTime())];
  for (const { account, name, role, password } of accounts) {
    const secret = { ...(await passwords.hash(password)), mustChange: !isOpen };
    const kept = await storage.putUser({ account, name, role, ...secret, failures: 0 });
    if (!kept.ok) return kept;
  }
  return ok(undefined);
}

/** The password is left in a file that only this system user can read, for whoever sets the terminal up. */
function firstAdministrator(dataDir: string, password: string): Clerk & { readonly password: string } {
  writeFileSync(join(dataDir, "first-password.txt"), `administrator\n${password}\n`, { mode: 0o600 });
  return { account: "administrator", name: "管理员", role: "administrator", password };
}
