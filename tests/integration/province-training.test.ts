/**
 * The clients against the training province, which shares no code with them: both sides were written from interfaces.md.
 * Every line of the cast's answer sheet is played as far as licenses go (seals are verified elsewhere).
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CodeFamilyClient, PulledLicense, UsageContext } from "../../electron/app/ports/province.ts";
import type { Grant, HeldLicense } from "../../electron/domain/case/case-file.ts";
import { assessLicense } from "../../electron/domain/exemption/assess.ts";
import { circleOf } from "../../electron/domain/exemption/circle.ts";
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import { type Catalogue, type Matter, neededLicenseTypes } from "../../electron/domain/matter/matter.ts";
import { type Holder, personFromLicenses } from "../../electron/domain/person/person.ts";
import type { Result } from "../../electron/domain/result.ts";
import { routeScan } from "../../electron/domain/scan/route.ts";
import type { Verdict } from "../../electron/domain/verdict/verdict.ts";
import { codePatternsOf, type ProvinceConfig, readProvinceConfig } from "../../electron/province/config.ts";
import { createProvince, type ProvinceConnection } from "../../electron/province/province.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";

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

let folder: string;
let training: TrainingProvince;
let config: ProvinceConfig;
let province: ProvinceConnection;
let catalogue: Catalogue;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "province-training-"));
  training = await startTrainingProvince({ dataDir: join(folder, "training") });
  config = configFor(training);
  province = createProvince(config, { now: Date.now });
  catalogue = told(await province.catalogue.load(never));
});

afterEach(() => training.behave());

afterAll(async () => {
  province.close();
  await training.close();
  await rm(folder, { recursive: true, force: true });
});

function configFor({ endpoints, credentials }: TrainingProvince): ProvinceConfig {
  const reading = readProvinceConfig({
    name: "样例省",
    terminal: { id: "T-01", name: "一号窗口" },
    organization: { name: "样例市政务服务中心", code: "990100", division: "样例市", divisionCode: "990100" },
    deadlines: { connectMs: 1000, idleMs: 600, totalMs: 1500, fileTotalMs: 5000 },
    licenseApp: { baseUrl: endpoints["license-app"], ...credentials.licenseApp },
    serviceCode: { baseUrl: endpoints["service-code"], ...credentials.serviceCode },
    phoneConsent: { baseUrl: endpoints["phone-consent"], ...credentials.phoneConsent },
    acceptance: { baseUrl: endpoints.acceptance, ...credentials.acceptance },
    audit: { baseUrl: endpoints.audit, ...credentials.audit },
    trust: { baseUrl: endpoints.trust },
    catalogue: { baseUrl: endpoints.catalog },
  });
  if (!reading.ok) throw new Error(reading.problems.join("; "));
  return reading.config;
}

function told<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

function matterOf(code: string): Matter {
  const matter = catalogue.matters.find((one) => one.code === code);
  if (!matter) throw new Error(`no matter ${code}`);
  return matter;
}

function usageFor(matter: Matter): UsageContext {
  return {
    caseNo: "BJ20260101000001",
    matter,
    useCause: `办理“${matter.name}”,核验免交材料`,
    operator: { account: "w01", name: "窗口一", role: "clerk" },
    licenseTypes: neededLicenseTypes(matter),
  };
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
  const route = routeScan(code, codePatternsOf(config));
  const client = route.kind === "service-code" ? province.families[route.family] : undefined;
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
  const known = person ?? personFromLicenses(records, config.identityTypes);
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

describe("the answer sheet of the cast", () => {
  test("is met by every person, code and matter", async () => {
    const wrong: string[] = [];
    for (const line of training.cast()) {
      const matter = matterOf(line.matter);
      const played = await play(line.code, matter);
      const isKnown = [...played.pulled.values()].some((one) => typeof one !== "string");
      if (isKnown && played.person?.code !== line.idNumber)
        wrong.push(`${line.person}: identified as ${played.person?.name}`);
      for (const [materialId, expected] of Object.entries(line.expect.materials)) {
        const found = outcomeFor(materialId, matter, played);
        const isMet = found === expected || expected === "covered" || (BY_SEAL.has(expected) && found === "exempt");
        if (!isMet) wrong.push(`${line.person} ${line.family} ${materialId}: ${found} instead of ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
