/** Shapes that the handler files share. */
import type { CommandName, InputOf, ReplyOf } from "../../contract/contract.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";

/** Which window asked; the same shape as the dispatcher's call context. */
export interface HandlerContext {
  readonly window: "clerk" | "citizen";
  readonly signal: AbortSignal;
}

export type HandlersOf<Names extends CommandName> = {
  readonly [Name in Names]: (
    input: InputOf<Name>,
    context: HandlerContext,
  ) => Result<ReplyOf<Name>> | Promise<Result<ReplyOf<Name>>>;
};

/** Who is signed in: the dispatcher lets nobody else through to commands that ask. */
export function accountOf({ counter }: TerminalParts): string {
  const state = counter.state();
  return state.kind === "signed-out" ? "system" : state.clerk.account;
}

/** First the records, then the deed. */
export async function audited<T>(
  parts: TerminalParts,
  records: readonly Pick<AuditDraft, "action" | "detail">[],
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const { storage, clock } = parts;
  const clerk = accountOf(parts);
  const kept = await storage.commit({ audit: records.map((record) => ({ at: clock.now(), clerk, ...record })) });
  return kept.ok ? work() : kept;
}

/** For commands whose answer is that they were carried out. */
export async function done(work: Promise<Result<unknown>>): Promise<Result<Record<string, never>>> {
  const result = await work;
  return result.ok ? ok({}) : result;
}
