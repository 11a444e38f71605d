import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { startTerminal } from "../helpers/process/running-terminal.ts";
const t = await startTerminal();
const dir = mkdtempSync("/tmp/chr-");
const c = spawn("/usr/bin/chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--user-data-dir=${dir}`, "--window-size=1366,768", "--lang=zh-CN", t.clerkUrl], { stdio: "ignore" });
await new Promise((r) => setTimeout(r, 4000));
await t.client.call("session.sign-in", { account: "clerk01", password: "practice-01" });
const cast = await t.client.call("training.cast", {});
const line = cast.ok ? cast.value.lines.find((one) => one.exempted === 3 && one.code.startsWith("SFM")) : undefined;
await t.client.call("matter.choose", { code: line?.matter ?? "" });
await new Promise((r) => setTimeout(r, 3000));
function mem() {
  const out: Record<string, number> = {};
  for (const pid of readdirSync("/proc").filter((x) => /^\d+$/.test(x))) {
    try {
      const cmd = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (!cmd.includes(dir) && !cmd.includes("--type=")) continue;
      if (!cmd.includes("chrom")) continue;
      if (!cmd.includes(dir)) { const pp = readFileSync(`/proc/${pid}/status`, "utf8"); if (!pp) continue; }
      const env = cmd.includes(dir);
      if (!env) continue;
      const type = /--type=([a-z-]+)/.exec(cmd)?.[1] ?? "browser";
      const pss = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
      out[type] = Math.round(((out[type] ?? 0) + pss) * 10) / 10;
    } catch {}
  }
  return out;
}
console.log(0, JSON.stringify(mem()));
const N = Number(process.argv[2] ?? 200);
for (let run = 1; run <= N; run++) {
  await t.client.call("session.alive", {});
  await t.client.call("scan.submit", { text: line?.code ?? "", way: "paste" });
  await t.until((v) => v.phase === "deciding", "deciding", 30000);
  await new Promise((r) => setTimeout(r, 250));
  await t.client.call("case.cancel", { reason: "测量" });
  await t.until((v) => v.phase === "ready", "ready", 30000);
  if (run % 20 === 0) console.log(run, JSON.stringify(mem()));
}
c.kill(); await t.stop(); process.exit(0);
