/** The training province with a province connected to it, for tests that let the two sides meet. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsageContext } from "../../electron/app/ports/province.ts";
import { type Matter, neededLicenseTypes } from "../../electron/domain/matter/matter.ts";
import { type ProvinceConfig, readProvinceConfig } from "../../electron/province/config.ts";
import { createProvince, type ProvinceConnection } from "../../electron/province/province.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";

export interface MetProvince {
  readonly training: TrainingProvince;
  readonly config: ProvinceConfig;
  readonly province: ProvinceConnection;
  readonly folder: string;
  close(): Promise<void>;
}

/** @param changes deadlines, where a test wants short ones; `now` turns the clock of the other side. */
export async function meetTraining(
  changes: { readonly deadlines?: object; readonly now?: () => number } = {},
): Promise<MetProvince> {
  const folder = await mkdtemp(join(tmpdir(), "province-training-"));
  const { now, deadlines = {} } = changes;
  const training = await startTrainingProvince({ dataDir: join(folder, "training"), ...(now ? { now } : {}) });
  const config = configFor(training, deadlines);
  const province = createProvince(config, { now: Date.now });
  return {
    training,
    config,
    province,
    folder,
    async close() {
      province.close();
      await training.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configFor({ endpoints, credentials }: TrainingProvince, deadlines: object): ProvinceConfig {
  const reading = readProvinceConfig({
    name: "样例省",
    terminal: { id: "T-01", name: "一号窗口" },
    organization: { name: "样例市政务服务中心", code: "990100", division: "样例市", divisionCode: "990100" },
    deadlines,
    licenseApp: { baseUrl: endpoints["license-app"], ...credentials.licenseApp },
    serviceCode: { baseUrl: endpoints["service-code"], ...credentials.serviceCode },
    phoneConsent: { baseUrl: endpoints["phone-consent"], ...credentials.phoneConsent },
    acceptance: { baseUrl: endpoints.acceptance, ...credentials.acceptance },
    appointments: { baseUrl: endpoints.appointments, ...credentials.appointments },
    audit: { baseUrl: endpoints.audit, ...credentials.audit },
    trust: { baseUrl: endpoints.trust },
    catalogue: { baseUrl: endpoints.catalog },
  });
  if (!reading.ok) throw new Error(reading.problems.join("; "));
  return reading.config;
}

export function usageFor(matter: Matter): UsageContext {
  return {
    caseNo: "BJ20260101000001",
    matter,
    useCause: `办理“${matter.name}”,核验免交材料`,
    operator: { account: "w01", name: "窗口一", role: "clerk" },
    licenseTypes: neededLicenseTypes(matter),
  };
}
