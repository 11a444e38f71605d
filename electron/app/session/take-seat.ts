/** Signing in at a free terminal, or at one that another person has left locked: their case waits for them and nobody else. */
import type { Clerk } from "../../domain/case/case-file.ts";
import { worksCases } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { type Credentials, signIn } from "./sign-in.ts";

export async function takeSeat(parts: TerminalParts, credentials: Credentials): Promise<Result<unknown>> {
  const state = parts.counter.state();
  if (state.kind !== "signed-out") return failed(fault(state.isLocked ? "session.locked" : "session.taken"));
  return seat(parts, credentials, "signed-in");
}

export async function relieve(parts: TerminalParts, credentials: Credentials): Promise<Result<unknown>> {
  const state = parts.counter.state();
  if (state.kind === "signed-out") return failed(fault("session.none"));
  if (!state.isLocked) return failed(fault("session.taken"));
  if (credentials.account !== state.clerk.account) return seat(parts, credentials, "relieved");
  return unlock(parts, credentials);
}

export async function unlock(parts: TerminalParts, credentials: Credentials): Promise<Result<unknown>> {
  const take = parts.counter.asked();
  const clerk = await signIn(parts, credentials);
  return clerk.ok ? take({ kind: "unlocked", clerk: clerk.value }) : clerk;
}

async function seat(parts: TerminalParts, credentials: Credentials, kind: "signed-in" | "relieved") {
  const take = parts.counter.asked();
  const clerk = await signIn(parts, credentials);
  if (!clerk.ok) return clerk;
  return take(present({ kind, clerk: clerk.value, interrupted: await draftOf(parts, clerk.value) }));
}

/** One that cannot be read is told of and stays where it is: it must not keep its clerk from working. */
async function draftOf({ storage, signal }: TerminalParts, clerk: Clerk) {
  if (!worksCases(clerk)) return undefined;
  const draft = await storage.interruptedCase(clerk.account);
  if (!draft.ok) signal("refused", draft.fault);
  return draft.ok ? draft.value : undefined;
}
