/**
 * A citizen comes, is served, and leaves in one of five ways; then their name, number, address, code and license bytes are looked
 * for. On the disk nothing may lie in any form, at no time. No thread may refer to anything any longer (heap snapshots, every so
 * often). What all memory still holds, freed or not, is counted, and must be gone after the second collection at the latest.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openProvinceApart } from "./host/province-apart.ts";
import { type Citizen, citizensOf } from "./privacy/citizens.ts";
import { createLeftovers } from "./privacy/leftovers.ts";
import { canReadMemory } from "./privacy/process-memory.ts";
import { createSearch, type Search } from "./privacy/search.ts";
import { type SearchedTerminal, startSearched } from "./privacy/searched-terminal.ts";
import { openCase, WAYS_OUT, type WayOut } from "./privacy/visit.ts";
import { createFindings, type Findings, type Torture, type TortureOptions } from "./torture.ts";

/** The collection after closing comes half a second later. */
const SETTLE_MS = 1_200;
/** The second one. */
const SETTLE_AGAIN_MS = 5_000;
/** Memory is searched, and the heaps are looked through, once in so many cycles: 400 MB take seconds. */
const MEMORY_EVERY = 5;
const HEAPS_EVERY = 25;

export const privacy: Torture = {
  what: "a citizen is served and leaves; nothing of them is found on the disk or referred to in memory",
  count: 1_000,
  async run(options) {
    const province = await openProvinceApart();
    const cycles = createCycles(options, province.folder, await citizensOf(province));
    try {
      return await cycles.run();
    } finally {
      await cycles.stop();
      await province.close();
    }
  },
};

function createCycles({ count, note }: TortureOptions, folder: string, citizens: readonly Citizen[]) {
  const findings = createFindings();
  const leftovers = createLeftovers();
  let terminal: SearchedTerminal | undefined;
  const start = async () => {
    const started = await startSearched(folder);
    await started.signIn();
    await started.untilReadersAreThere();
    return started;
  };
  const one = async (cycle: number) => {
    terminal ??= await start();
    const citizen = citizens[cycle % citizens.length] as Citizen;
    const way = WAYS_OUT[cycle % WAYS_OUT.length] as WayOut;
    const isThorough = cycle % HEAPS_EVERY === 0;
    const bodies = await openCase(terminal, citizen, cycle % 2 === 0 ? "scan" : "card");
    const search = createSearch([...citizen.canaries, ...bodies]);
    if (isThorough) await control(terminal, search, findings);
    none(await terminal.files(search), "on the disk while the case is open");
    if ((await way.leave(terminal)) === "gone") terminal = await restart();
    none(await terminal.files(search), `on the disk after ${way.name}`);
    if (cycle % MEMORY_EVERY > 0) return;
    await sleep(SETTLE_MS);
    await searchMemory(terminal, search, way);
    if (isThorough) none(await terminal.reachable(search), `referred to after ${way.name}`);
    await terminal.untilReadersAreThere();
  };
  const none = (found: ReadonlySet<string>, where: string) =>
    findings.require(found.size === 0, `${where}: ${[...found].join(", ")}`);
  const searchMemory = async (searched: SearchedTerminal, search: Search, { name }: WayOut) => {
    const soon = await searched.memory(search);
    if (!soon) return;
    leftovers.add(soon);
    if (soon.host.size + soon.devices.size === 0) return;
    await sleep(SETTLE_AGAIN_MS);
    const later = await searched.memory(search);
    none(later?.host ?? new Set(), `in the host's memory after ${name}`);
    none(later?.devices ?? new Set(), `in the device process's memory after ${name}`);
  };
  const restart = async () => {
    const again = await startSearched(folder);
    await again.signIn();
    await again.client.call("case.discard", {});
    await again.until(({ phase, interrupted }) => phase === "ready" && !interrupted, "a counter without the old case");
    await again.untilReadersAreThere();
    return again;
  };
  return {
    async run() {
      for (let cycle = 0; cycle < count; cycle += 1) {
        if (cycle > 0 && cycle % 50 === 0) note(`${cycle} of ${count}`);
        await one(cycle);
      }
      const memory = canReadMemory(process.pid)
        ? leftovers.figures()
        : { "process memory": "not readable here: skipped" };
      return { figures: { cycles: count, people: citizens.length, ...memory }, findings: findings.all };
    },
    stop: () => terminal?.stop(),
  };
}

/** While the case is open the same searches must find the citizen: in memory, and in what the threads refer to. */
async function control(terminal: SearchedTerminal, search: ReturnType<typeof createSearch>, findings: Findings) {
  const memory = await terminal.memory(search);
  if (memory) findings.require(has(memory.host, "name"), "control: the open case was not found in the host's memory");
  const held = await terminal.reachable(search);
  for (const what of ["name", "ID number"]) {
    findings.require(has(held, what), `control: the ${what} of the open case was not found in the heaps`);
  }
}

function has(found: ReadonlySet<string>, what: string): boolean {
  return [...found].some((one) => one.startsWith(what));
}
