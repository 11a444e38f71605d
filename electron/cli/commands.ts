/** Every command of `liangzheng`. */
import { auditExport, auditVerify } from "./audit.ts";
import { caseRun } from "./case-run.ts";
import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { devicesList, devicesListen } from "./devices.ts";
import { devicesCheck, devicesExport, devicesImport } from "./devices-profiles.ts";
import { devicesRecord, devicesReplay } from "./devices-traces.ts";
import { outboxDrain, outboxStatus } from "./outbox.ts";
import { policyCheck, policyShow } from "./policy.ts";
import { serve } from "./serve.ts";
import { trainingCast } from "./training-cast.ts";
import { trustImport, trustList, trustStatus } from "./trust.ts";
import { verify } from "./verify.ts";

export const COMMANDS: readonly Command[] = [
  verify,
  caseRun,
  serve,
  auditVerify,
  auditExport,
  trustStatus,
  trustList,
  trustImport,
  outboxStatus,
  outboxDrain,
  policyShow,
  policyCheck,
  devicesList,
  devicesListen,
  devicesRecord,
  devicesReplay,
  devicesCheck,
  devicesExport,
  devicesImport,
  trainingCast,
  demo,
];
