/** Commands of `contract/session.ts`. */
import { fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok } from "../../domain/result.ts";
import { signIn } from "../session/sign-in.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import type { HandlersOf } from "./handler.ts";
import { accountOf, done } from "./handler.ts";

type Names =
  | "terminal.about"
  | "session.sign-in"
  | "session.sign-out"
  | "session.lock"
  | "session.unlock"
  | "session.change-password";

export function sessionHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { policyVersion: _, ...about } = parts.terminal;
  return {
    "terminal.about": (_nothing, { window }) =>
      ok(
        present({
          ...about,
          // How one signs in, and where the second screen is, are not the citizen's business.
          trainingAccounts: window === "citizen" ? [] : [...parts.trainingAccounts],
          citizenUrl: window === "citizen" ? undefined : parts.citizenUrl(),
          idleLockMs: parts.idleLockMs,
        }),
      ),
    "session.sign-in": async (credentials) => {
      if (parts.counter.state().kind !== "signed-out") return failed(fault("session.locked"));
      const clerk = await signIn(parts, credentials);
      return clerk.ok ? done(parts.counter.take({ kind: "signed-in", clerk: clerk.value })) : clerk;
    },
    "session.sign-out": () => done(parts.counter.take({ kind: "signed-out" })),
    "session.lock": () => done(parts.counter.take({ kind: "locked", why: "asked" })),
    "session.change-password": (passwords) => done(signIn(parts, { account: accountOf(parts), ...passwords })),
    "session.unlock": async ({ password }) => {
      const state = parts.counter.state();
      if (state.kind === "signed-out") return failed(fault("session.none"));
      const clerk = await signIn(parts, { account: state.clerk.account, password });
      return clerk.ok ? done(parts.counter.take({ kind: "unlocked", clerk: clerk.value })) : clerk;
    },
  };
}
