/**
 * A line to one end of the province, as a process of its own so that it can be killed: passes bytes on from `PORT` (0: any) to the
 * province's `TARGET` port, or fails them in the way it was last told to.
 */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * `silent`: takes everything and never answers · `unwell`: 503 · `cut`: hangs up in the middle of the answer · `slow`: answers
 * come after `SLOW_MS`.
 */
export type LineMode = "well" | "silent" | "unwell" | "cut" | "slow";
/** From the line; `answers`: how many came through since it was last told how to be. */
export type LineMessage = { readonly kind: "open"; readonly port: number } | { readonly kind: "is"; answers: number };
export type LineOrder = { readonly mode?: LineMode };

const SLOW_MS = 1_300;
/** Within the status line and headers of any answer. */
const CUT_AFTER_BYTES = 60;
const UNWELL = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

const [port, target] = process.argv.slice(2).map(Number);
let mode: LineMode = "well";
let answers = 0;
const say = (message: LineMessage) => void process.send?.(message);

function carry(outer: Socket): void {
  const inner = connect(target ?? 0, "127.0.0.1");
  const end = () => {
    outer.destroy();
    inner.destroy();
  };
  for (const socket of [outer, inner]) socket.on("error", end).on("close", end).setNoDelay(true);
  outer.on("data", (asked) => {
    if (mode === "unwell") outer.end(UNWELL);
    else if (mode !== "silent") inner.write(asked);
  });
  inner.on("data", (answer) => {
    if (mode === "silent") return;
    if (mode === "cut") return void outer.write(answer.subarray(0, CUT_AFTER_BYTES), end);
    setTimeout(() => outer.write(answer), mode === "slow" ? SLOW_MS : 0);
    answers += 1;
  });
}

const server = createServer(carry);
server.listen(port, "127.0.0.1", () => say({ kind: "open", port: (server.address() as AddressInfo).port }));
process.on("message", (order: LineOrder) => {
  if (order.mode) {
    mode = order.mode;
    answers = 0;
  }
  say({ kind: "is", answers });
});
process.on("disconnect", () => process.exit(0));
