/** Every command of `liangzheng`. */
import { auditExport, auditNewKey, auditVerify } from "./audit.ts";
import { caseRun } from "./case-run.ts";
import type { Command } from "./command.ts";
import { dataBackup, dataCheck, dataRestore } from "./data-copies.ts";
import { demo } from "./demo.ts";
import { devicesList, devicesListen } from "./devices.ts";
import { devicesCheck, devicesExport, devicesImport } from "./devices-profiles.ts";
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
  auditNewKey,
  trustStatus,
  trustList,
  trustImport,
  outboxStatus,
  outboxDrain,
  dataCheck,
  dataBackup,
  dataRestore,
  policyShow,
  policyCheck,
  devicesList,
  devicesListen,
  devicesCheck,
  devicesExport,
  devicesImport,
  trainingCast,
  demo,
];
