/** The parts of a running terminal that its use cases share. Made once by `createTerminal`. */
import type { EventName, PayloadOf } from "../contract/contract.ts";
import type { CaseFile, Clerk } from "../domain/case/case-file.ts";
import type { AssessmentContext } from "../domain/exemption/assess.ts";
import type { Fault } from "../domain/fault.ts";
import type { CodePattern } from "../domain/scan/route.ts";
import type { Prefetcher } from "./appointments/prefetch.ts";
import type { CatalogueKeeper } from "./catalogue-keeper.ts";
import type { CaseWork } from "./counter/case-work.ts";
import type { Counter } from "./counter/counter.ts";
import type { Examinations } from "./counter/examinations.ts";
import type { PhotoKeep } from "./counter/photo-keep.ts";
import type { Courier } from "./delivery/courier.ts";
import type { OutsideTraces } from "./outside-traces.ts";
import type { DeviceDesk } from "./ports/devices.ts";
import type { Province } from "./ports/province.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock, Digests, Identifiers, Passwords, TerminalIdentity, Training } from "./ports/surroundings.ts";
import type { TrustDesk, TrustStore } from "./ports/trust.ts";
import type { Verifier } from "./ports/verifier.ts";
import type { RawWatch } from "./raw-watch.ts";
import type { FactorRules } from "./session/second-factor.ts";
import type { StatusBoard } from "./status-board.ts";

export type Signal = PayloadOf<"signal">["signal"];

export interface TerminalParts {
  readonly counter: Counter;
  readonly work: CaseWork;
  readonly examinations: Examinations;
  readonly photos: PhotoKeep;
  readonly outside: OutsideTraces;
  readonly storage: Storage;
  readonly province: Province;
  readonly verifier: Verifier;
  readonly catalogue: CatalogueKeeper;
  readonly courier: Courier;
  readonly prefetcher: Prefetcher;
  readonly status: StatusBoard;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly digests: Digests;
  readonly passwords: Passwords;
  readonly terminal: TerminalIdentity;
  readonly codePatterns: readonly CodePattern[];
  readonly training?: Training;
  readonly devices: DeviceDesk;
  readonly rawWatch: RawWatch;
  readonly trust: TrustDesk & Pick<TrustStore, "status">;
  readonly refreshTrust: () => Promise<Fault | undefined>;
  /** Account and password pairs that training mode shows; empty in live mode. */
  readonly trainingAccounts: readonly (Clerk & { readonly password: string })[];
  readonly citizenUrl: () => string | undefined;
  readonly idleLockMs: number;
  /** Off while it names no role. */
  readonly secondFactor: FactorRules;
  assessment(file: CaseFile): AssessmentContext;
  /** Something that the clerk's view shows changed without an event of the case. */
  publishCounter(): void;
  publish<Name extends EventName>(event: Name, payload: PayloadOf<Name>): void;
  signal(signal: Signal, fault?: Fault): void;
}
