/**
 * 练习模式: starts the simulated province of 样例省 on loopback HTTP. It ships with the product and shares no code with it;
 * both sides are written from electron/province/interfaces.md.
 */

import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AGENCIES } from "./cast/agencies.ts";
import { type CastLine, castLines } from "./cast/expectation.ts";
import { LICENSES, walletOf } from "./cast/library.ts";
import { AcceptanceDesk, type AcceptedMaterial, acceptance } from "./http/acceptance.ts";
import { appointments } from "./http/appointments.ts";
import { type AuditLink, AuditReceiver, type AuditState, audit } from "./http/audit.ts";
import { control } from "./http/control.ts";
import { credentialsOf, type TrainingCredentials } from "./http/credentials.ts";
import { Journal } from "./http/journal.ts";
import { licenseApp } from "./http/license-app.ts";
import { phoneConsent } from "./http/phone-consent.ts";
import { catalog, trust } from "./http/published.ts";
import { createProvinceServer, FAMILY_PATHS } from "./http/server.ts";
import { serviceCode } from "./http/service-code.ts";
import { type FamilyId, Misbehaviour, type Order } from "./misbehaviour.ts";
import { openKeystore } from "./pki/keystore.ts";
import { TrustPublisher } from "./pki/trust-publisher.ts";
import { LicenseOffice } from "./seal/license-office.ts";

export interface ProvinceOptions {
  /** Where keys, sealed licenses and received records are kept; made when absent. */
  readonly dataDir: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Epoch milliseconds; absent: the machine's clock. */
  readonly now?: () => number;
}

export interface TrainingProvince {
  readonly baseUrl: string;
  /** Base address of each family. */
  readonly endpoints: Readonly<Record<FamilyId, string>>;
  /** The trust publisher's point `04‖x‖y` at the start, hexadecimal: the key that a terminal pins. */
  readonly publisherPoint: string;
  readonly credentials: TrainingCredentials;
  misbehave(order: Order): void;
  /** Calls off the faults of one family, or of all. */
  behave(family?: Order["family"]): void;
  /** False: the port is closed, every connection is refused; true: open again on the same port. */
  setReachable(isReachable: boolean): Promise<void>;
  cast(): readonly CastLine[];
  acceptedMaterials(): readonly AcceptedMaterial[];
  auditThrough(terminalId: string): AuditState;
  /** Publishes a new trust bundle at once and returns its issue number. */
  reissueTrust(): number;
  /** Publishes a bundle that names the publisher's next key, and returns its issue number. Times in epoch milliseconds. */
  announceTrustKey(from: number, until: number): number;
  /** Publishes a bundle under the announced key and returns its issue number; undefined when none was announced. */
  switchTrustKey(): number | undefined;
  /** Every license of the library with its sealed file. */
  licenseFiles(): readonly { readonly id: string; readonly identifier: string; readonly bytes: Uint8Array }[];
  /** Seals the default person's licenses ahead of the first scan, with pauses in between; ends early when closed. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

const PAUSE_MS = 30;

type Listener = ReturnType<typeof createProvinceServer>;

function listen(server: Listener, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stopListening(server: Listener): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Staff {
  readonly credentials: TrainingCredentials;
  readonly publisherPoint: string;
  readonly misbehaviour: Misbehaviour;
  readonly files: LicenseOffice;
  readonly desk: AcceptanceDesk;
  readonly receiver: AuditReceiver;
  readonly publisher: TrustPublisher;
}

function engage(dataDir: string, now: number): Staff {
  const keystore = openKeystore(dataDir, now);
  const publisher = new TrustPublisher(dataDir, keystore);
  return {
    credentials: credentialsOf(keystore, AGENCIES.naturalResources.code),
    publisherPoint: publisher.point,
    misbehaviour: new Misbehaviour(),
    files: new LicenseOffice(dataDir, keystore),
    desk: new AcceptanceDesk(new Journal<AcceptedMaterial>(join(dataDir, "accepted-materials.jsonl"))),
    receiver: new AuditReceiver(new Journal<AuditLink>(join(dataDir, "audit-links.jsonl"))),
    publisher,
  };
}

function serverOf({ credentials, files, desk, receiver, publisher, misbehaviour }: Staff, now: () => number): Listener {
  return createProvinceServer({
    families: {
      "license-app": licenseApp(credentials.licenseApp, files),
      "service-code": serviceCode(credentials.serviceCode, files),
      "phone-consent": phoneConsent(credentials.phoneConsent, files),
      acceptance: acceptance(credentials.acceptance.appToken, desk),
      audit: audit(credentials.audit.appToken, receiver),
      trust: trust(publisher),
      catalog,
      appointments: appointments(credentials.appointments.appToken),
    },
    control: control({ misbehaviour, files, desk, receiver, publisher }),
    misbehaviour,
    now,
  });
}

export async function startTrainingProvince(options: ProvinceOptions): Promise<TrainingProvince> {
  const now = options.now ?? Date.now;
  const staff = engage(options.dataDir, now());
  const server = serverOf(staff, now);
  const port = await listen(server, options.port ?? 0);
  const baseUrl = `http://127.0.0.1:${port}`;
  const { desk, receiver, publisher, files, misbehaviour } = staff;
  return {
    baseUrl,
    endpoints: Object.fromEntries(
      Object.entries(FAMILY_PATHS).map(([family, path]) => [family, baseUrl + path]),
    ) as Record<FamilyId, string>,
    publisherPoint: staff.publisherPoint,
    credentials: staff.credentials,
    misbehave: (order) => misbehaviour.set(order),
    behave: (family) => misbehaviour.clear(family),
    async setReachable(isReachable) {
      if (isReachable === server.listening) return;
      if (isReachable) await listen(server, port);
      else await stopListening(server);
    },
    cast: () => castLines(now()),
    acceptedMaterials: () => desk.accepted(),
    auditThrough: (terminalId) => receiver.state(terminalId),
    reissueTrust: () => publisher.reissue(now()).issue,
    announceTrustKey: (from, until) => publisher.announceKey(from, until, now()).issue,
    switchTrustKey: () => publisher.switchKey(now())?.issue,
    licenseFiles: () =>
      LICENSES.map((license) => ({ id: license.id, identifier: license.identifier, bytes: files.file(license) })),
    async prepare() {
      publisher.current(now());
      for (const license of walletOf("everything")) {
        await sleep(PAUSE_MS);
        if (!server.listening) return;
        files.file(license);
      }
    },
    async close() {
      if (server.listening) await stopListening(server);
    },
  };
}
