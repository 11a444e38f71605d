/**
 * The people of the training province. Names are invented; numbers are complete with their check digits but lie in
 * divisions 990101 and 990123, and no province has a code that begins with 99, so that no real person can have them.
 */

import { citizenNumber } from "./check-digits.ts";

export interface Person {
  readonly name: string;
  readonly sex: "男" | "女";
  readonly nation: string;
  /** `yyyy-MM-dd` */
  readonly birth: string;
  readonly number: string;
  readonly address: string;
}

type Row = readonly [
  name: string,
  sexAndSerial: `${"男" | "女"}${number}`,
  birth: string,
  address: string,
  nation?: string,
];

const HOME = "样例省样例市青禾区";
const COUNTY = "样例省临汀县";

/** The 17th digit is odd for men and even for women (GB 11643-1999 §4). */
function person([name, sexAndSerial, birth, address, nation = "汉"]: Row): Person {
  const sex = sexAndSerial.startsWith("男") ? "男" : "女";
  const division = address.startsWith(COUNTY) ? "990123" : "990101";
  const number = citizenNumber(division + birth.replaceAll("-", "") + sexAndSerial.slice(1).padStart(3, "0"));
  return { name, sex, nation, birth, number, address };
}

export const PERSONS = {
  everything: person(["张晓明", "男17", "1988-06-12", `${COUNTY}白石镇槐荫路6号2幢301室`]),
  spouse: person(["林若溪", "女26", "1990-03-25", `${COUNTY}白石镇槐荫路6号2幢301室`]),
  schoolChild: person(["张知行", "男11", "2019-09-02", `${COUNTY}白石镇槐荫路6号2幢301室`]),
  newFather: person(["周明远", "男33", "1993-01-17", `${HOME}梧桐路18号3幢502室`]),
  newMother: person(["沈静姝", "女42", "1995-08-08", `${HOME}梧桐路18号3幢502室`]),
  newborn: person(["周初阳", "男15", "2025-10-16", `${HOME}梧桐路18号3幢502室`]),
  expiredDriver: person(["赵启航", "男51", "1985-11-30", `${HOME}临江街9号1单元301室`]),
  cancelledDriver: person(["钱思源", "男19", "1979-04-05", `${HOME}丰年大道77号`]),
  tamperedHome: person(["孙雨桐", "女64", "1991-07-19", `${HOME}云栖里22幢1103室`]),
  strangersMarriage: person(["李沐阳", "男35", "1983-02-14", `${HOME}松涛路105号`]),
  revokedSigner: person(["吴清和", "男57", "1976-09-09", `${HOME}石榴巷4号`]),
  forgedSeal: person(["郑予安", "女28", "1987-12-01", `${HOME}云栖里6幢802室`]),
  divorced: person(["王致远", "男73", "1972-05-21", `${HOME}文渊路31号2幢604室`]),
  expiredSigner: person(["冯晚晴", "女82", "1989-10-10", `${COUNTY}南浦镇莲塘村12号`]),
  secondChild: person(["冯一诺", "女24", "2019-03-28", `${COUNTY}南浦镇莲塘村12号`]),
  foodOwner: person(["陈嘉树", "男91", "1968-03-03", `${HOME}麦香路8号`]),
  withdrawnOwner: person(["褚云帆", "女46", "1980-06-06", `${HOME}长风路60号`]),
  refusing: person(["卫一航", "男13", "1994-04-18", `${HOME}梧桐路20号1幢201室`]),
  silent: person(["蒋沐辰", "女68", "1996-02-29", `${HOME}临江街15号`]),
  expiredCode: person(["韩知秋", "男55", "1986-09-23", `${HOME}松涛路88号`]),
  usedCode: person(["杨未央", "女88", "1992-12-22", `${HOME}文渊路17号`]),
  emptyHanded: person(["何初见", "女22", "2003-05-05", `${HOME}石榴巷11号`]),
  noRight: person(["许望舒", "男37", "1982-08-15", `${HOME}云栖里1幢101室`]),
  dottedName: person(["阿娜尔·图尔荪", "女44", "1991-06-01", `${HOME}丰年大道120号`, "维吾尔"]),
  suspendedDriver: person(["罗季青", "男71", "1990-10-24", `${HOME}长风路3号`]),
  migrantFather: person(["曹景行", "男93", "1987-07-07", `${COUNTY}南浦镇莲塘村40号`]),
  migrantChild: person(["曹小满", "女62", "2019-05-21", `${COUNTY}南浦镇莲塘村40号`]),
  migrantMother: person(["叶听澜", "女86", "1989-01-20", `${COUNTY}南浦镇莲塘村40号`]),
  cateringOwner: person(["苏映雪", "女66", "1984-11-11", `${HOME}麦香路52号`]),
  haulageOwner: person(["于承泽", "男31", "1977-03-16", `${HOME}长风路99号`]),
  shopOwner: person(["叶知夏", "女48", "1993-06-21", `${HOME}石榴巷30号`]),
} as const satisfies Record<string, Person>;

export type PersonId = keyof typeof PERSONS;

export const PERSON_IDS = Object.keys(PERSONS) as readonly PersonId[];

interface Family {
  readonly spouse?: PersonId;
  readonly children?: readonly PersonId[];
}

export const FAMILIES: Partial<Record<PersonId, Family>> = {
  everything: { spouse: "spouse", children: ["schoolChild"] },
  spouse: { spouse: "everything", children: ["schoolChild"] },
  newFather: { spouse: "newMother", children: ["newborn"] },
  newMother: { spouse: "newFather", children: ["newborn"] },
  expiredSigner: { children: ["secondChild"] },
  migrantFather: { spouse: "migrantMother", children: ["migrantChild"] },
};
