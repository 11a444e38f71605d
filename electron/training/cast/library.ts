/** The provincial library's stock: every license of the cast, good ones and the special ones, in a fixed order. */

import { businessLicense, enterpriseHolder, transportOperation } from "./enterprise-licenses.ts";
import { ENTERPRISES, representedBy } from "./enterprises.ts";
import { birthCertificate, divorceCertificate, marriageCertificate } from "./family-licenses.ts";
import type { License } from "./license.ts";
import {
  drivingLicense,
  identityCard,
  realEstate,
  residencePermit,
  socialSecurityCard,
  transportPractitioner,
  vehicleLicense,
} from "./person-licenses.ts";
import { FAMILIES, PERSONS, type PersonId } from "./persons.ts";

const P = PERSONS;
const TWENTY_YEARS = ["2019-03-15", "2039-03-15"] as const;
const LONG_TERM = ["2019-08-01", ""] as const;
const WITH_TRAILER = { first: "2010-04-20", from: "2022-04-20", to: "2038-04-20", vehicleClass: "B2" };
const QUALIFIED = { from: "2023-09-12", to: "2037-09-11", vehicleClass: "B2" };

function ordinaryFamily(): License[] {
  const home = {
    owners: [P.everything],
    registered: "2021-05-18",
    serial: "0012634",
    place: "样例省样例市青禾区云栖里16幢1102室",
    area: "118.36",
  };
  return [
    identityCard(P.everything, TWENTY_YEARS),
    drivingLicense(P.everything, WITH_TRAILER),
    transportPractitioner(P.everything, QUALIFIED),
    marriageCertificate({ parties: [P.everything, P.spouse], registered: "2018-05-20", serial: "000521" }),
    realEstate(home),
    socialSecurityCard(P.everything, "2021-11-09"),
    residencePermit(P.everything, { from: "2024-05-06", to: "2036-05-05", place: home.place }),
    birthCertificate({
      child: P.schoolChild,
      mother: P.spouse,
      father: P.everything,
      issued: "2019-09-06",
      serial: "0100318",
    }),
    businessLicense(ENTERPRISES.supplyChain, "2022-03-10"),
    transportOperation(ENTERPRISES.supplyChain, { from: "2022-04-01", to: "2036-03-31", serial: "001266" }),
    vehicleLicense({
      owner: enterpriseHolder(ENTERPRISES.supplyChain),
      address: ENTERPRISES.supplyChain.address,
      plate: "样A·8K26Z",
      kind: "轻型厢式货车",
      model: "样例牌YL5041XXY",
      vin: "LYL5041X0N9900126",
      registered: "2022-06-15",
      seats: "3人",
      use: "货运",
    }),
    identityCard(P.spouse, TWENTY_YEARS),
    socialSecurityCard(P.spouse, "2020-07-03"),
  ];
}

function otherFamilies(): License[] {
  const couple = { parties: [P.newFather, P.newMother] as const, registered: "2023-02-14", serial: "000214" };
  const parents = { parties: [P.migrantFather, P.migrantMother] as const, registered: "2018-01-08", serial: "000088" };
  return [
    identityCard(P.newFather, TWENTY_YEARS),
    identityCard(P.newMother, TWENTY_YEARS),
    marriageCertificate(couple),
    birthCertificate({
      child: P.newborn,
      mother: P.newMother,
      father: P.newFather,
      issued: "2025-10-20",
      serial: "0251016",
    }),
    identityCard(P.migrantFather, TWENTY_YEARS),
    marriageCertificate(parents),
    residencePermit(P.migrantFather, { from: "2024-03-11", to: "2036-03-10", place: "样例省样例市青禾区丰年大道40号" }),
    birthCertificate({
      child: P.migrantChild,
      mother: P.migrantMother,
      father: P.migrantFather,
      issued: "2019-05-27",
      serial: "0190521",
    }),
    socialSecurityCard(P.migrantFather, "2022-02-22"),
    vehicleLicense({
      owner: { name: P.migrantFather.name, kind: "person", number: P.migrantFather.number },
      address: P.migrantFather.address,
      plate: "样A·2M71T",
      kind: "小型轿车",
      model: "样例牌YL7150A",
      vin: "LYL7150A0M9900271",
      registered: "2021-08-08",
      seats: "5人",
      use: "非营运",
    }),
    identityCard(P.expiredSigner, TWENTY_YEARS),
    residencePermit(
      P.expiredSigner,
      { from: "2024-05-20", to: "2036-05-19", place: "样例省样例市青禾区松涛路71号" },
      { signer: "publicSecurityExpired" },
    ),
    birthCertificate({ child: P.secondChild, mother: P.expiredSigner, issued: "2019-04-02", serial: "0190328" }),
    identityCard(P.divorced, LONG_TERM),
    divorceCertificate({ parties: [P.divorced, P.forgedSeal], registered: "2020-11-02", serial: "001102" }),
    realEstate({
      owners: [P.divorced],
      registered: "2020-12-15",
      serial: "0009871",
      place: "样例省样例市青禾区文渊路31号2幢604室",
      area: "96.02",
    }),
    socialSecurityCard(P.divorced, "2019-10-10"),
  ];
}

function homeOwners(): License[] {
  const flat = (owner: PersonId, serial: string, area: string) => ({
    owners: [P[owner]],
    registered: "2023-06-27",
    serial,
    place: P[owner].address,
    area,
  });
  return [
    identityCard(P.tamperedHome, TWENTY_YEARS),
    realEstate(flat("tamperedHome", "0020115", "89.50"), { tamper: { find: "89.50", replaceBy: "189.50" } }),
    socialSecurityCard(P.tamperedHome, "2021-01-19"),
    identityCard(P.strangersMarriage, TWENTY_YEARS),
    realEstate(flat("strangersMarriage", "0020336", "102.77")),
    socialSecurityCard(P.strangersMarriage, "2020-05-14"),
    identityCard(P.forgedSeal, TWENTY_YEARS),
    realEstate(flat("forgedSeal", "0020402", "76.18"), { signer: "naturalResourcesForged" }),
    identityCard(P.refusing, TWENTY_YEARS),
    realEstate(flat("refusing", "0020555", "64.90")),
    identityCard(P.silent, TWENTY_YEARS),
    socialSecurityCard(P.silent, "2022-09-09"),
    identityCard(P.expiredCode, TWENTY_YEARS),
    realEstate(flat("expiredCode", "0020678", "120.04")),
    identityCard(P.usedCode, TWENTY_YEARS),
    realEstate(flat("usedCode", "0020790", "58.81")),
    identityCard(P.noRight, TWENTY_YEARS),
    realEstate(flat("noRight", "0020801", "143.26")),
  ];
}

function drivers(): License[] {
  return [
    identityCard(P.expiredDriver, TWENTY_YEARS),
    drivingLicense(P.expiredDriver, { ...WITH_TRAILER, from: "2019-03-02", to: "2025-03-02" }),
    transportPractitioner(P.expiredDriver, QUALIFIED),
    identityCard(P.cancelledDriver, TWENTY_YEARS),
    drivingLicense(P.cancelledDriver, WITH_TRAILER),
    transportPractitioner(P.cancelledDriver, QUALIFIED, { status: "ABOLISHED" }),
    identityCard(P.revokedSigner, LONG_TERM),
    drivingLicense(P.revokedSigner, WITH_TRAILER),
    transportPractitioner(P.revokedSigner, { ...QUALIFIED, from: "2024-02-20" }, { signer: "transportRevoked" }),
    identityCard(P.suspendedDriver, TWENTY_YEARS),
    drivingLicense(P.suspendedDriver, WITH_TRAILER, { status: "SUSPENDED" }),
    transportPractitioner(P.suspendedDriver, QUALIFIED),
    identityCard(P.dottedName, TWENTY_YEARS),
    drivingLicense(P.dottedName, WITH_TRAILER),
    transportPractitioner(P.dottedName, QUALIFIED),
  ];
}

function enterprises(): License[] {
  const E = ENTERPRISES;
  return [
    identityCard(P.foodOwner, LONG_TERM),
    businessLicense(E.greenFood, "2020-08-19"),
    identityCard(P.withdrawnOwner, TWENTY_YEARS),
    businessLicense(E.longWind, "2021-04-12", { status: "REVOKED" }),
    identityCard(P.cateringOwner, TWENTY_YEARS),
    businessLicense(E.hillsAndSea, "2019-02-25"),
    identityCard(P.haulageOwner, LONG_TERM),
    businessLicense(E.northStar, "2021-10-08"),
    transportOperation(E.northStar, { from: "2019-06-01", to: "2023-05-31", serial: "000909" }),
    identityCard(P.shopOwner, TWENTY_YEARS),
    businessLicense(E.morningDew, "2021-06-18"),
  ];
}

export const LICENSES: readonly License[] = [
  ...ordinaryFamily(),
  ...otherFamilies(),
  ...homeOwners(),
  ...drivers(),
  ...enterprises(),
];

/** A slip of the library: it hands this person the license of someone else. */
const STRAY: Partial<Record<PersonId, (license: License) => boolean>> = {
  strangersMarriage: (license) => license.number === "J990101-2023-000214",
};

export function licensesOfHolder(number: string): readonly License[] {
  return LICENSES.filter((license) => license.holders.some((holder) => holder.number === number));
}

/** What the person's own code opens: their licenses, their children's, and those of the enterprise they represent. */
export function walletOf(personId: PersonId): readonly License[] {
  const enterprise = representedBy(personId);
  const numbers = new Set<string>([
    P[personId].number,
    ...(FAMILIES[personId]?.children ?? []).map((child) => P[child].number),
    ...(enterprise === undefined ? [] : [ENTERPRISES[enterprise].code]),
  ]);
  const isStray = STRAY[personId] ?? (() => false);
  return LICENSES.filter((license) => isStray(license) || license.holders.some((holder) => numbers.has(holder.number)));
}
