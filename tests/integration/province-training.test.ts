/**
 * The clients against the training province, which shares no code with them: both sides were written from interfaces.md.
 * Every line of the cast's answer sheet is played as far as licenses go (seals are verified elsewhere).
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeFamilyClient, PulledLicense } from "../../electron/app/ports/province.ts";
import type { Grant, HeldLicense } from "../../electron/domain/case/case-file.ts";
import { assessLicense } from "../../electron/domain/exemption/assess.ts";
import { circleOf } from "../../electron/domain/exemption/circle.ts";
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import type { Catalogue, Matter } from "../../electron/domain/matter/matter.ts";
import { type Holder, personFromLicenses } from "../../electron/domain/person/person.ts";
import { routeScan } from "../../electron/domain/scan/route.ts";
import type { Verdict } from "../../electron/domain/verdict/verdict.ts";
import { codePatternsOf } from "../../electron/province/config.ts";
import type { CastLine } from "../../electron/training/cast/expectation.ts";
import { told } from "../helpers/host/told.ts";
import { type MetProvince, meetTraining, usageFor } from "./training-setup.ts";

const never = new AbortController().signal;
const SEALED_WELL: Verdict = {
  indication: "TOTAL_PASSED",
  decision: "accept",
  codes: [],
  isSample: false,
  sm3: "",
  policyVersion: "",
  verifiedAt: 0,
};

let met: MetProvince;
let catalogue: Catalogue;

beforeAll(async () => {
  met = await meetTraining();
  catalogue = told(await met.province.catalogue.load(never));
});

afterAll(() => met.close());

function matterOf(code: string): Matter {
  const matter = catalogue.matters.find((one) => one.code === code);
  if (!matter) throw new Error(`no matter ${code}`);
  return matter;
}

interface Played {
  readonly person?: Holder;
  /** Type → its licenses, or the code of the fault. */
  readonly pulled: ReadonlyMap<string, readonly PulledLicense[] | string>;
}

/** From the scanned text to the licenses; a fault on the way stands for every type. */
async function play(code: string, matter: Matter): Promise<Played> {
  const usage = usageFor(matter);
  const all = (problem: string): Played => ({ pulled: new Map(usage.licenseTypes.map((type) => [type, problem])) });
  const route = routeScan(code, codePatternsOf(met.config));
  const client = route.kind === "service-code" ? met.province.families[route.family] : undefined;
  if (!client) throw new Error(`nobody resolves ${code}`);
  const identified = await client.identify(code, usage, never);
  if (!identified.ok) return all(identified.fault.code);
  const { grant, consent, person } = identified.value;
  if (consent.state === "waiting") {
    const answer = await answerOnPhone(client, grant);
    if (answer !== "granted") return all(`consent ${answer}`);
  }
  const pulled = new Map(
    await Promise.all(
      usage.licenseTypes.map(async (type) => {
        const answer = await client.pull(grant, type, usage, never);
        return [type, answer.ok ? answer.value : answer.fault.code] as const;
      }),
    ),
  );
  const records = [...pulled.values()].flatMap((one) =>
    typeof one === "string" ? [] : one.map(({ record }) => record),
  );
  const known = person ?? personFromLicenses(records, met.config.identityTypes);
  return { ...(known ? { person: known } : {}), pulled };
}

/** Waits as long as the training citizen may think about it; one who never answers is still waiting then. */
async function answerOnPhone(client: CodeFamilyClient, grant: Grant): Promise<string> {
  let state = "waiting";
  for (let round = 0; round < 40 && state === "waiting"; round += 1) {
    state = told(await client.consentState(grant, never));
    if (state === "waiting") await new Promise((done) => setTimeout(done, 100));
  }
  return state;
}

/** What is wrong with the best license of a material, in the words of the answer sheet. */
const IN_WORDS: Readonly<Record<string, string>> = {
  "code.expired": "code-expired",
  "code.used": "code-used",
  "province.no-right": "no-right",
  "license.not-found": "not-found",
  "consent refused": "consent-refused",
  "consent waiting": "consent-unanswered",
  "out-of-date": "expired",
  "status-expired": "expired",
  "status-cancelled": "cancelled",
  "status-suspended": "suspended",
  "status-withdrawn": "withdrawn",
  "holder-different": "holder-mismatch",
};
/** Outcomes that only the seal tells: for the clients such a license is in order. */
const BY_SEAL = new Set(["tampered", "signer-revoked", "signer-expired", "signer-untrusted"]);

const heldLicense = ({ record, file }: PulledLicense): HeldLicense => ({
  record: { ...record, licenseId: "" },
  sizeBytes: file.length,
  verdict: SEALED_WELL,
});

function outcomeFor(materialId: string, matter: Matter, { person, pulled }: Played): string {
  const options = matter.materials.find(({ id }) => id === materialId)?.mapping?.anyOf ?? [];
  if (options.length === 0) return "paper";
  const held = [...pulled.values()].flatMap((one) => (typeof one === "string" ? [] : one.map(heldLicense)));
  const context = {
    person,
    circle: circleOf(person, held),
    today: shanghaiDate(Date.now()),
    trustAge: "fresh",
    isHighRisk: false,
    mode: "live",
  } as const;
  const worded = options.flatMap((option) =>
    option.licenseTypes.flatMap((type) => {
      const answer = pulled.get(type) ?? [];
      if (typeof answer === "string") return [IN_WORDS[answer] ?? answer];
      return answer.map(({ record }) => {
        const { right, reasons } = assessLicense({ ...record, licenseId: "" }, SEALED_WELL, option, context);
        return right === "no" ? (IN_WORDS[reasons[0]?.code ?? ""] ?? `? ${reasons[0]?.code}`) : "exempt";
      });
    }),
  );
  return ["exempt"].find((one) => worded.includes(one)) ?? worded.find((one) => one !== "not-found") ?? "not-found";
}

/** Several persons hold all there is, and nothing in the interface says which of them stands at the counter. */
function isUntold({ person, pulled }: Played): boolean {
  const held = [...pulled.values()].flatMap((one) => (typeof one === "string" ? [] : one));
  const persons = new Set(held.flatMap(({ record }) => record.holders.map((holder) => holder.code)));
  return person === undefined && persons.size > 1;
}

/** What differs from the answer sheet; empty when nothing does. */
async function differences(line: CastLine): Promise<readonly string[]> {
  const matter = matterOf(line.matter);
  const played = await play(line.code, matter);
  const isUnclear = isUntold(played);
  const hasLicenses = [...played.pulled.values()].some((one) => typeof one !== "string");
  const isNamed = !hasLicenses || isUnclear || played.person?.code === line.idNumber;
  const wrong = Object.entries(line.expect.materials).flatMap(([materialId, expected]) => {
    const found = outcomeFor(materialId, matter, played);
    const isMet = found === expected || expected === "covered" || (BY_SEAL.has(expected) && found === "exempt");
    const isRight = isUnclear ? found !== "exempt" : isMet;
    return isRight ? [] : [`${line.person} ${line.family} ${materialId}: ${found} instead of ${expected}`];
  });
  return isNamed ? wrong : [`${line.person} ${line.family}: not identified`, ...wrong];
}

describe("the answer sheet of the cast", () => {
  test("is met by every person, code and matter", async () => {
    const wrong: string[] = [];
    for (const line of met.training.cast()) wrong.push(...(await differences(line)));
    expect(wrong).toEqual([]);
  }, 120_000);

  test("has files of licenses in every family that are OFD packages", async () => {
    const matter = matterOf(met.training.cast()[0]?.matter ?? "");
    const lines = met.training.cast().filter((line) => line.matter === matter.code && line.person === "张晓明");
    for (const line of lines) {
      const files = [...(await play(line.code, matter)).pulled.values()].flatMap((one) =>
        typeof one === "string" ? [] : one.map(({ file }) => Buffer.from(file.subarray(0, 4)).toString("latin1")),
      );
      expect(new Set(files)).toEqual(new Set(["PK\u0003\u0004"]));
    }
    expect(new Set(lines.map((line) => line.family)).size).toBe(3);
  }, 60_000);
});
