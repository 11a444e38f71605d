/** What the line to the province does, for each of the things that are asked of it. */
import type { Fault, FaultCode } from "../../../electron/domain/fault.ts";
import { HARMS, type HarmName } from "./bad-line.ts";
import type { Desk } from "./desk.ts";
import type { Injected } from "./injected.ts";

const CONTACT: readonly FaultCode[] = ["province.unreachable", "province.timed-out"];
const NONSENSE: readonly FaultCode[] = ["province.nonsense", "trust.unreadable", "license.too-large"];

const EXPECTED: Readonly<Record<HarmName, readonly FaultCode[]>> = {
  "server error": ["province.unwell"],
  "bad gateway page": ["province.unwell"],
  "too many requests": ["province.unwell"],
  "captive portal": NONSENSE,
  "redirect to a portal": NONSENSE,
  "redirect to itself": NONSENSE,
  "garbage JSON": NONSENSE,
  "JSON of another shape": NONSENSE,
  "binary noise": NONSENSE,
  "empty body": NONSENSE,
  "wrong content type": NONSENSE,
  "endless body": NONSENSE,
  "cut in the middle": CONTACT,
  "hung up": CONTACT,
  "never answered": CONTACT,
};

const ASKED: Readonly<Record<string, (desk: Desk) => Promise<Fault | undefined>>> = {
  "scan of a code": (desk) => desk.scan(),
  "trust data": async ({ world }) => {
    const asked = await world.client.call("trust.refresh", {});
    return asked.ok ? undefined : asked.fault;
  },
  "upload of the audit": ({ world }) => world.host.parts.courier.round(),
  catalogue: async ({ world }) => {
    const loaded = await world.host.parts.catalogue.refresh(AbortSignal.timeout(5_000));
    return loaded.ok ? undefined : loaded.fault;
  },
};

export function lineFaults(desk: Desk): readonly Injected[] {
  return Object.keys(HARMS).flatMap((name) =>
    Object.entries(ASKED).map(([asked, ask]): Injected => {
      const harm = name as HarmName;
      return {
        what: `${asked}: ${harm}`,
        expect: EXPECTED[harm],
        async run() {
          desk.line.harm = harm;
          try {
            const fault = await ask(desk);
            desk.line.harm = undefined;
            return { answer: fault?.code, isUp: (await ask(desk)) === undefined };
          } finally {
            desk.line.harm = undefined;
          }
        },
      };
    }),
  );
}
