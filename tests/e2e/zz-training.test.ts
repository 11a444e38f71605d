import { test } from "vitest";
import { mkdtempSync } from "node:fs";
import { openBrowserStage } from "./license-view/browser-stage.ts";
import { drawOfd } from "../../electron/drawing/draw-ofd.ts";
import { openContainer } from "../../electron/seal/container/open.ts";
import { unverifiedPlacements } from "./license-view/sample-placements.ts";
import * as K from "../../electron/training/pki/keystore.ts";
import * as L from "../../electron/training/cast/library.ts";
import { sealLicense } from "../../electron/training/seal/license-office.ts";
const un=(b:any)=>{const c=openContainer(b); if(!c.ok) console.log("RES refuse", c.reason); return c.ok?c.entries:undefined};
test("x", async () => {
  const stage = await openBrowserStage();
  const ks = await (K as any).openKeystore(mkdtempSync("/tmp/ks-"), Date.now());
  const list = (Object.values(L).find(v=>Array.isArray(v)) ?? (L as any).libraryLicenses()) as any[];
  const seen = new Set();
  for (const l of list) {
    if (seen.has(l.typeId)) continue; seen.add(l.typeId);
    const t0=performance.now(); const file = sealLicense(l, ks); const t1=performance.now();
    const e = un(file)!; const t2=performance.now();
    const d = drawOfd(e, unverifiedPlacements(e), {openPackage: un}); const t3=performance.now();
    const d2 = drawOfd(e, unverifiedPlacements(e), {openPackage: un}); const t4=performance.now();
    console.log("RES", l.typeId, file.length, "seal", (t1-t0).toFixed(0), "open", (t2-t1).toFixed(0), "draw", (t3-t2).toFixed(1), (t4-t3).toFixed(1), "json", JSON.stringify(d.pages).length, d.pages.map(p=>[p.items.length,p.seals.length]), d.omissions, d.pages[0]!.seals[0]?.picture.kind);
    stage.drawings.set(l.typeId, d); await stage.show(l.typeId); await stage.page.screenshot({path:`tests/artefacts/zz-${l.typeId}.png`});
  }
  console.log("RES complaints", stage.complaints);
  await stage.close();
},120000);
