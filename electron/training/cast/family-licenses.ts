/** Licenses that concern two people or a child: 结婚证, 离婚证, 出生医学证明. */

import { type Fate, issueLicense, likenessSeed, personHolder } from "./issuing.ts";
import type { License } from "./license.ts";
import type { Person } from "./persons.ts";

function partyFace(prefix: string, person: Person): Record<string, string> {
  return {
    [`${prefix}姓名`]: person.name,
    [`${prefix}性别`]: person.sex,
    [`${prefix}国籍`]: "中国",
    [`${prefix}出生日期`]: person.birth,
    [`${prefix}身份证件号`]: person.number,
  };
}

export interface Registration {
  readonly parties: readonly [Person, Person];
  readonly registered: string;
  readonly serial: string;
}

export function marriageCertificate({ parties, registered, serial }: Registration, fate?: Fate): License {
  const number = `J990101-${registered.slice(0, 4)}-${serial}`;
  return issueLicense(
    {
      typeId: "marriageCertificate",
      number,
      holders: parties.map(personHolder),
      issueDate: registered,
      portraits: parties.map((person) => likenessSeed(person, registered)),
      face: {
        持证人: parties[0].name,
        登记日期: registered,
        结婚证字号: number,
        备注: "样例",
        ...partyFace("甲方", parties[0]),
        ...partyFace("乙方", parties[1]),
      },
    },
    fate,
  );
}

/** Held by the first party; the former spouse stands on the face only. */
export function divorceCertificate({ parties, registered, serial }: Registration, fate?: Fate): License {
  const number = `L990101-${registered.slice(0, 4)}-${serial}`;
  return issueLicense(
    {
      typeId: "divorceCertificate",
      number,
      holders: [personHolder(parties[0])],
      issueDate: registered,
      portraits: [likenessSeed(parties[0], registered)],
      face: {
        持证人: parties[0].name,
        登记日期: registered,
        离婚证字号: number,
        备注: "样例",
        ...partyFace("甲方", parties[0]),
        ...partyFace("乙方", parties[1]),
      },
    },
    fate,
  );
}

export interface Birth {
  readonly child: Person;
  readonly mother: Person;
  readonly father?: Person;
  readonly issued: string;
  readonly serial: string;
}

const ageAt = (person: Person, date: string): string =>
  String(Number(date.slice(0, 4)) - Number(person.birth.slice(0, 4)));

/** The parent fields stay empty strokes for a father who is not named. */
export function birthCertificate({ child, mother, father, issued, serial }: Birth, fate?: Fate): License {
  const [year, month, day] = child.birth.split("-");
  return issueLicense(
    {
      typeId: "birthCertificate",
      number: `Y99${serial}`,
      holders: [personHolder(child)],
      issueDate: issued,
      face: {
        出生医学证明编号: `Y99${serial}`,
        新生儿姓名: child.name,
        性别: child.sex,
        出生时间: `${year}年${month}月${day}日08时26分`,
        出生孕周: "39周",
        出生体重: "3320g",
        出生身长: "50cm",
        出生地点: "样例省样例市青禾区",
        医疗机构名称: "样例市第一妇幼保健院",
        母亲姓名: mother.name,
        母亲年龄: ageAt(mother, child.birth),
        母亲民族: mother.nation,
        母亲身份证号: mother.number,
        父亲姓名: father?.name ?? "/",
        父亲年龄: father === undefined ? "/" : ageAt(father, child.birth),
        父亲民族: father?.nation ?? "/",
        父亲身份证号: father?.number ?? "/",
        住址: mother.address,
      },
      hidden: { 新生儿公民身份号码: child.number },
    },
    fate,
  );
}
