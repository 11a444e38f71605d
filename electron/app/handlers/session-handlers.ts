/** Commands of `contract/session.ts`. */
import { fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok } from "../../domain/result.ts";
import { signIn } from "../session/sign-in.ts";
import { relieve, takeSeat, unlock } from "../session/take-seat.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import type { HandlersOf } from "./handler.ts";
import { accountOf, done } from "./handler.ts";

type Names =
  | "terminal.about"
  | "session.sign-in"
  | "session.sign-out"
  | "session.lock"
  | "session.unlock"
  | "session.alive"
  | "session.relieve"
  | "session.change-password";

export function sessionHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { policyVersion: _, ...about } = parts.terminal;
  const { storage, passwords: hashes, clock } = parts;
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
    "session.sign-in": (credentials) => done(takeSeat(parts, credentials)),
    "session.relieve": (credentials) => done(relieve(parts, credentials)),
    "session.alive": () => ok({}),
    "session.sign-out": () => done(parts.counter.take({ kind: "signed-out" })),
    "session.lock": () => done(parts.counter.take({ kind: "locked", why: "asked" })),
    "session.change-password": (passwords) =>
      done(signIn({ storage, passwords: hashes, clock }, { account: accountOf(parts), ...passwords })),
    "session.unlock": async ({ password, pin }) => {
      const state = parts.counter.state();
      if (state.kind === "signed-out") return failed(fault("session.none"));
      return done(unlock(parts, { account: state.clerk.account, password, pin }));
    },
  };
}
