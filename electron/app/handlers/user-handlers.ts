/** Commands of `contract/users.ts`. The dispatcher lets only those through whom the contract names. */
import { ok, type Result } from "../../domain/result.ts";
import { createUsers } from "../session/users.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { accountOf, done, type HandlersOf } from "./handler.ts";

type Names =
  | "user.list"
  | "user.add"
  | "user.reset"
  | "user.unlock"
  | "user.enrol-key"
  | "user.disable"
  | "user.enable";

export function userHandlers(parts: TerminalParts): HandlersOf<Names> {
  const users = createUsers(parts);
  const by = () => accountOf(parts);
  return {
    "user.list": async () => {
      const listed = await users.list();
      return listed.ok ? ok({ users: [...listed.value] }) : listed;
    },
    "user.add": async (person) => told(await users.add(by(), person)),
    "user.reset": async ({ account }) => told(await users.reset(by(), account)),
    "user.unlock": ({ account }) => done(users.unlock(by(), account)),
    "user.enrol-key": ({ account, pin }) => done(users.enrolKey(by(), account, pin)),
    "user.disable": ({ account }) => done(users.setDisabled(by(), account, true)),
    "user.enable": ({ account }) => done(users.setDisabled(by(), account, false)),
  };
}

function told(password: Result<string>): Result<{ password: string }> {
  return password.ok ? ok({ password: password.value }) : password;
}
