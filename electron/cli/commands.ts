/** Every command of `liangzheng`. */
import { appointmentsImport, appointmentsList, appointmentsReceive } from "./appointments.ts";
import { auditExport, auditNewKey, auditVerify } from "./audit.ts";
import { auditContinue } from "./audit-continue.ts";
import { caseRun } from "./case-run.ts";
import { clockConfirm } from "./clock-confirm.ts";
import type { Command } from "./command.ts";
import { dataBackup, dataCheck, dataRestore } from "./data-copies.ts";
import { demo } from "./demo.ts";
import { devicesList, devicesListen } from "./devices.ts";
import { devicesCheck, devicesExport, devicesImport } from "./devices-profiles.ts";
import { devicesRecord, devicesReplay } from "./devices-traces.ts";
import { devicesVirtual } from "./devices-virtual.ts";
import { keysProtect, keysStatus } from "./keys.ts";
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
  auditContinue,
  trustStatus,
  trustList,
  trustImport,
  appointmentsImport,
  appointmentsReceive,
  appointmentsList,
  outboxStatus,
  outboxDrain,
  dataCheck,
  dataBackup,
  dataRestore,
  clockConfirm,
  keysStatus,
  keysProtect,
  policyShow,
  policyCheck,
  devicesList,
  devicesListen,
  devicesRecord,
  devicesReplay,
  devicesVirtual,
  devicesCheck,
  devicesExport,
  devicesImport,
  trainingCast,
  demo,
];
