/**
 * One end after the other is cut in one way after the other, under a ready counter in a real page: how long until the screen says so,
 * and that it says online again only after answers.
 */
import type { EndName } from "../../../electron/contract/status.ts";
import { watchLoop } from "../../bench/loop-watch.ts";
import type { Desk } from "../../helpers/lines/open-desk.ts";
import type { LineWay } from "../../helpers/lines/open-lines.ts";
import type { Findings } from "../torture.ts";
import { timeToSee } from "./screen-watch.ts";

export interface Cut {
  readonly end: EndName;
  readonly way: LineWay;
}

const PROMISED_MS = 3_000;
const PATIENCE_MS = 60_000;
/** Good answers that end an outage. */
const ANSWERS_BACK = 2;
const NAMES: Readonly<Record<EndName, string>> = { library: "省库", platform: "受理平台", trust: "信任端" };
/** What is still allowed stands on the ready counter, unless nothing at the counter waits for the end. */
const ALLOWED: Readonly<Record<EndName, RegExp>> = {
  library: /群众出示的证照文件.*0 项待报送/u,
  platform: /结果先存本机，0 项待报送/u,
  trust: /请扫政务服务码/u,
};

export const ALL_CUTS: readonly Cut[] = (["gone", "silent", "unwell", "cut", "slow"] as const).flatMap((way) =>
  (["library", "platform", "trust"] as const).map((end) => ({ end, way })),
);

export interface LossFigures {
  /** Until the screen said so, less what page and host were held up, in milliseconds. */
  readonly lostMs: number;
  readonly heldMs: number;
}

export async function cut({ page, lines }: Desk, { end, way }: Cut, findings: Findings): Promise<LossFigures> {
  const name = NAMES[end];
  const loop = watchLoop();
  const lost = await timeToSee(page, () => lines.cut(end, way), {
    // A slow answer is a loss as well until it is there.
    words: way === "slow" ? new RegExp(`${name}(离线|较慢)`, "u") : new RegExp(`^${name}离线 · 自 \\d`, "u"),
    ...(way === "slow" ? {} : { also: ALLOWED[end] }),
    withinMs: PATIENCE_MS,
  });
  const heldMs = Math.max(lost.heldMs, loop.stop().clockMs, 0);
  const lostMs = (lost.ms ?? Number.POSITIVE_INFINITY) - heldMs;
  const isInTime = lostMs <= PROMISED_MS;
  findings.require(isInTime, `${end}, ${way}: said after ${lost.ms} ms (held up ${heldMs}): ${lost.text}`);
  return { lostMs: Math.round(lostMs), heldMs: Math.round(heldMs) };
}

export interface CutFigures extends LossFigures {
  readonly backMs: number;
}

export async function cutAndMend(desk: Desk, { end, way }: Cut, findings: Findings): Promise<CutFigures> {
  const { page, lines } = desk;
  const loss = await cut(desk, { end, way }, findings);
  if (way === "slow") {
    const words = new RegExp(`^${NAMES[end]}较慢`, "u");
    const slow = await timeToSee(page, async () => undefined, { words, withinMs: PATIENCE_MS });
    findings.require(slow.ms !== undefined, `${end}: never called slow: ${slow.text}`);
  }
  const back = await timeToSee(page, () => lines.mend(end), { words: /^网络正常/u, withinMs: PATIENCE_MS });
  const answers = await lines.answers(end);
  findings.require(back.ms !== undefined, `${end}, ${way}: never back: ${back.text}`);
  findings.require(answers >= ANSWERS_BACK, `${end}, ${way}: online again after ${answers} answers`);
  return { ...loss, backMs: Math.round(back.ms ?? Number.NaN) };
}
