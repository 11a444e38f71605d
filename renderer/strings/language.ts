/** The two string tables and what they have in common. A sentence that one of them lacks does not compile. */
import type { FaultCode } from "../../electron/domain/fault.ts";
import { appointments as appointmentsEn } from "./en/appointments.ts";
import { checks as checksEn, details as detailsEn } from "./en/checks.ts";
import { citizen as citizenEn } from "./en/citizen.ts";
import { codes as codesEn } from "./en/codes.ts";
import { devices as devicesEn } from "./en/devices.ts";
import { caseFaults as caseFaultsEn } from "./en/faults-case.ts";
import { serviceFaults as serviceFaultsEn } from "./en/faults-services.ts";
import { terminalFaults as terminalFaultsEn } from "./en/faults-terminal.ts";
import { passphrase as passphraseEn } from "./en/passphrase.ts";
import { people as peopleEn } from "./en/people.ts";
import { profileChoices as profileChoicesEn, profileFields as profileFieldsEn } from "./en/profile-fields.ts";
import { readingWarnings as readingWarningsEn } from "./en/reading-warnings.ts";
import { reasons as reasonsEn } from "./en/reasons.ts";
import { records as recordsEn } from "./en/records.ts";
import { report as reportEn } from "./en/report.ts";
import { screens as screensEn } from "./en/screens.ts";
import { terminal as terminalEn } from "./en/terminal.ts";
import { trust as trustEn } from "./en/trust.ts";
import { words as wordsEn } from "./en/words.ts";
import { type AppointmentStrings, appointments as appointmentsZh } from "./zh/appointments.ts";
import { checks as checksZh, details as detailsZh } from "./zh/checks.ts";
import { type CitizenStrings, citizen as citizenZh } from "./zh/citizen.ts";
import { codes as codesZh } from "./zh/codes.ts";
import { type DevicesStrings, devices as devicesZh } from "./zh/devices.ts";
import { caseFaults as caseFaultsZh, type FaultText } from "./zh/faults-case.ts";
import { serviceFaults as serviceFaultsZh } from "./zh/faults-services.ts";
import { terminalFaults as terminalFaultsZh } from "./zh/faults-terminal.ts";
import { type PassphraseStrings, passphrase as passphraseZh } from "./zh/passphrase.ts";
import { type PeopleStrings, people as peopleZh } from "./zh/people.ts";
import {
  type FieldPath,
  type FieldText,
  profileChoices as profileChoicesZh,
  profileFields as profileFieldsZh,
} from "./zh/profile-fields.ts";
import { readingWarnings as readingWarningsZh } from "./zh/reading-warnings.ts";
import { type ReasonText, reasons as reasonsZh } from "./zh/reasons.ts";
import { type RecordsStrings, records as recordsZh } from "./zh/records.ts";
import { type ReportStrings, report as reportZh } from "./zh/report.ts";
import { type Screens, screens as screensZh } from "./zh/screens.ts";
import { type TerminalStrings, terminal as terminalZh } from "./zh/terminal.ts";
import { type TrustStrings, trust as trustZh } from "./zh/trust.ts";
import { type Words, words as wordsZh } from "./zh/words.ts";

export type Language = "zh" | "en";

export interface Strings
  extends Screens,
    TerminalStrings,
    TrustStrings,
    PeopleStrings,
    PassphraseStrings,
    DevicesStrings,
    RecordsStrings,
    AppointmentStrings {
  readonly tongue: Language;
  readonly words: Words;
  readonly citizen: CitizenStrings;
  readonly report: ReportStrings;
  readonly profileFields: Record<FieldPath, FieldText>;
  readonly profileChoices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly faults: Record<FaultCode, FaultText>;
  /** Of a code or a card, by the word of the device contract. */
  readonly readingWarnings: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, ReasonText>>;
  readonly codes: Readonly<Record<string, string>>;
  readonly checks: Readonly<Record<string, string>>;
  /** Names of the details of a check. */
  readonly details: Readonly<Record<string, string>>;
}

export const STRINGS: Readonly<Record<Language, Strings>> = {
  zh: {
    ...screensZh,
    ...terminalZh,
    ...trustZh,
    ...peopleZh,
    ...passphraseZh,
    ...devicesZh,
    ...recordsZh,
    ...appointmentsZh,
    profileFields: profileFieldsZh,
    profileChoices: profileChoicesZh,
    readingWarnings: readingWarningsZh,
    tongue: "zh",
    words: wordsZh,
    citizen: citizenZh,
    report: reportZh,
    faults: { ...caseFaultsZh, ...terminalFaultsZh, ...serviceFaultsZh },
    reasons: reasonsZh,
    codes: codesZh,
    checks: checksZh,
    details: detailsZh,
  },
  en: {
    ...screensEn,
    ...terminalEn,
    ...trustEn,
    ...peopleEn,
    ...passphraseEn,
    ...devicesEn,
    ...recordsEn,
    ...appointmentsEn,
    profileFields: profileFieldsEn,
    profileChoices: profileChoicesEn,
    readingWarnings: readingWarningsEn,
    tongue: "en",
    words: wordsEn,
    citizen: citizenEn,
    report: reportEn,
    faults: { ...caseFaultsEn, ...terminalFaultsEn, ...serviceFaultsEn },
    reasons: reasonsEn,
    codes: codesEn,
    checks: checksEn,
    details: detailsEn,
  },
};
