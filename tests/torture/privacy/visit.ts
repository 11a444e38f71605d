/** A citizen at the counter, up to the decision, and the ways in which they leave. */
import type { ReaderAct, VirtualReaderName } from "../../../electron/contract/training.ts";
import type { ContractClient } from "../../../electron/transport/client.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Canary } from "./canary.ts";
import { blobCanary, type Citizen } from "./citizens.ts";
import type { SearchedTerminal } from "./searched-terminal.ts";

/** From the reader to verdicts on the screen, every license opened and its pictures fetched as the page does. */
export async function openCase(terminal: SearchedTerminal, citizen: Citizen, by: "scan" | "card") {
  const { client, until } = terminal;
  value(await client.call("matter.choose", { code: citizen.matter }));
  const { name, number, code } = citizen;
  if (by === "scan") value(await act(client, "scanner", { act: "scan", code }));
  else value(await act(client, "card-reader", { act: "place", card: { name, number } }));
  await until(({ case: open }) => open !== undefined, "a case");
  if (by === "card") value(await act(client, "card-reader", { act: "lift" }));
  await until(({ phase }) => phase === "consenting" || phase === "deciding", "consent or a verdict");
  await client.call("consent.answer", { isGranted: true });
  const view = await until(({ phase }) => phase === "deciding" || phase === "submitting", "verdicts");
  const canaries: Canary[] = [];
  for (const { licenseId } of view.case?.licenses ?? []) {
    const opened = value(await client.call("license.open", { licenseId }));
    for (const blobId of Object.values(opened.drawing?.images ?? {})) {
      canaries.push(...blobCanary(await terminal.fetchBlob(`${opened.blobBase}${blobId}`)));
    }
  }
  return canaries;
}

function act(client: ContractClient, reader: VirtualReaderName, does: ReaderAct) {
  return client.call("training.reader", { reader, does });
}

export interface WayOut {
  readonly name: string;
  /** `gone`: the terminal is no longer there. */
  leave(terminal: SearchedTerminal): Promise<"left" | "gone">;
}

export const WAYS_OUT: readonly WayOut[] = [
  {
    name: "closing",
    async leave({ client, until }) {
      await until(({ phase }) => phase === "deciding" || phase === "submitting", "a decision to make");
      for (let view = await until(() => true, "a view"); view.phase === "deciding"; ) {
        const [materialId] = view.case?.undecided ?? [];
        if (view.case?.exemptable) await client.call("decision.confirm-all", { isSecondConfirmation: true });
        else if (materialId) await client.call("decision.make", { materialId, kind: "paper-received", reason: "试验" });
        else value(await client.call("case.cancel", { reason: "试验" }));
        view = await until(() => true, "a view");
      }
      if ((await until(() => true, "a view")).phase !== "submitting") return "left";
      value(await client.call("case.close", {}));
      await until(({ phase }) => phase === "ready", "the next citizen");
      return "left";
    },
  },
  {
    name: "SIGKILL and restart",
    async leave({ kill }) {
      await kill();
      return "gone";
    },
  },
  {
    name: "locking and the next clerk",
    async leave({ client, until, signIn }) {
      // On a busy machine the idle lock may have been first.
      const locked = await client.call("session.lock", {});
      if (locked.ok || locked.fault.code !== "session.locked") value(locked);
      value(await client.call("case.cancel", { reason: "试验" }));
      await until(({ phase }) => phase === "ready", "the end of the case");
      value(await client.call("session.sign-out", {}));
      await signIn(1);
      value(await client.call("session.sign-out", {}));
      await signIn();
      return "left";
    },
  },
  {
    name: "a backup and closing",
    async leave({ client, until, order }) {
      await order("back-up");
      value(await client.call("case.cancel", { reason: "试验" }));
      await until(({ phase }) => phase === "ready", "the end of the case");
      await order("back-up");
      return "left";
    },
  },
  {
    name: "the idle lock",
    async leave({ client, until, untilIdleLock }) {
      await untilIdleLock();
      value(await client.call("case.cancel", { reason: "试验" }));
      await until(({ phase }) => phase === "ready", "the end of the case");
      return "left";
    },
  },
];
