/** Licenses that natural persons hold, each with the face of its type. */

import { vehicleNumber } from "./check-digits.ts";
import { type Fate, issueLicense, likenessSeed, personHolder } from "./issuing.ts";
import type { Holder, License } from "./license.ts";
import type { Person } from "./persons.ts";

const dotted = (iso: string): string => iso.replaceAll("-", ".");
const span = (from: string, to: string): string => `${from}至${to === "" ? "长期" : to}`;

export function identityCard(person: Person, [from, to]: readonly [string, string], fate?: Fate): License {
  return issueLicense(
    {
      typeId: "identityCard",
      number: person.number,
      holders: [personHolder(person)],
      issueDate: from,
      validTo: to,
      portraits: [likenessSeed(person, from)],
      face: {
        姓名: person.name,
        性别: person.sex,
        民族: person.nation,
        出生: person.birth,
        住址: person.address,
        公民身份号码: person.number,
        签发机关: "样例市公安局",
        有效期限: `${dotted(from)}-${to === "" ? "长期" : dotted(to)}`,
      },
    },
    fate,
  );
}

export interface DrivingTerms {
  readonly first: string;
  readonly from: string;
  readonly to: string;
  readonly vehicleClass: string;
}

export function drivingLicense(person: Person, terms: DrivingTerms, fate?: Fate): License {
  return issueLicense(
    {
      typeId: "drivingLicense",
      number: person.number,
      holders: [personHolder(person)],
      issueDate: terms.from,
      validTo: terms.to,
      portraits: [likenessSeed(person, terms.from)],
      face: {
        证号: person.number,
        姓名: person.name,
        性别: person.sex,
        国籍: "中国",
        住址: person.address,
        出生日期: person.birth,
        初次领证日期: terms.first,
        准驾车型: terms.vehicleClass,
        有效期限: span(terms.from, terms.to),
        档案编号: `9901${person.number.slice(6, 14)}`,
        记录: "请于每个记分周期结束后三十日内接受审验。无记分的，免予本次审验。",
      },
    },
    fate,
  );
}

export interface Vehicle {
  readonly owner: Holder;
  readonly address: string;
  readonly plate: string;
  readonly kind: string;
  readonly model: string;
  /** 17 characters, the ninth is put right. */
  readonly vin: string;
  readonly registered: string;
  readonly seats: string;
  readonly use: string;
}

export function vehicleLicense(vehicle: Vehicle, fate?: Fate): License {
  return issueLicense(
    {
      typeId: "vehicleLicense",
      number: vehicle.plate,
      holders: [vehicle.owner],
      issueDate: vehicle.registered,
      face: {
        号牌号码: vehicle.plate,
        车辆类型: vehicle.kind,
        所有人: vehicle.owner.name,
        住址: vehicle.address,
        使用性质: vehicle.use,
        品牌型号: vehicle.model,
        车辆识别代号: vehicleNumber(vehicle.vin),
        发动机号码: vehicle.vin.slice(-8),
        注册日期: vehicle.registered,
        发证日期: vehicle.registered,
        核定载人数: vehicle.seats,
        总质量: "4495kg",
        整备质量: "2680kg",
        外廓尺寸: "5995×2190×2480mm",
        检验记录: "检验有效期至2035年12月",
        备注: "样例车辆，并不存在",
      },
    },
    fate,
  );
}

export interface PractitionerTerms {
  readonly from: string;
  readonly to: string;
  readonly vehicleClass: string;
}

export function transportPractitioner(person: Person, terms: PractitionerTerms, fate?: Fate): License {
  return issueLicense(
    {
      typeId: "transportPractitioner",
      number: person.number,
      holders: [personHolder(person)],
      issueDate: terms.from,
      validTo: terms.to,
      portraits: [likenessSeed(person, terms.from)],
      face: {
        姓名: person.name,
        性别: person.sex,
        出生日期: person.birth,
        国籍: "中国",
        住址: person.address,
        证件号码: person.number,
        资格类别: "道路货物运输驾驶员",
        准驾车型: terms.vehicleClass,
        初次领证日期: terms.from,
        有效期限: span(terms.from, terms.to),
      },
    },
    fate,
  );
}

export interface Property {
  readonly owners: readonly Person[];
  readonly registered: string;
  readonly serial: string;
  readonly place: string;
  readonly area: string;
}

export function realEstate(property: Property, fate?: Fate): License {
  const { owners, registered, serial, place, area } = property;
  return issueLicense(
    {
      typeId: "realEstate",
      number: `样（${registered.slice(0, 4)}）样例市不动产权第${serial}号`,
      holders: owners.map(personHolder),
      issueDate: registered,
      face: {
        权利人: owners.map((owner) => owner.name).join("、"),
        共有情况: owners.length > 1 ? "共同共有" : "单独所有",
        坐落: place,
        不动产单元号: `990101001001GB0${serial}F00010${serial.slice(-3)}`,
        权利类型: "国有建设用地使用权/房屋所有权",
        权利性质: "出让/市场化商品房",
        用途: "城镇住宅用地/成套住宅",
        面积: `共有宗地面积18652.40㎡/房屋建筑面积${area}㎡`,
        使用期限: "国有建设用地使用权2012年08月01日起2082年07月31日止",
        权利其他状况: `房屋结构：钢筋混凝土结构。专有建筑面积${area}㎡。房屋总层数：18层，所在层数：11层。竣工时间：2015年06月30日。`,
      },
    },
    fate,
  );
}

export function socialSecurityCard(person: Person, issueDate: string, fate?: Fate): License {
  const card = `A${person.number.slice(9, 17)}`;
  return issueLicense(
    {
      typeId: "socialSecurityCard",
      number: card,
      holders: [personHolder(person)],
      issueDate,
      validTo: "2036-12-31",
      portraits: [likenessSeed(person, issueDate)],
      face: {
        姓名: person.name,
        社会保障号码: person.number,
        卡号: card,
        银行账号: `9900 00${person.number.slice(8, 10)} ${person.number.slice(10, 14)} ${person.number.slice(13, 17)}`,
        服务银行: "样例银行青禾支行",
        参保状态: "正常参保",
      },
    },
    fate,
  );
}

export interface ResidenceTerms {
  readonly from: string;
  readonly to: string;
  readonly place: string;
}

export function residencePermit(person: Person, terms: ResidenceTerms, fate?: Fate): License {
  return issueLicense(
    {
      typeId: "residencePermit",
      number: person.number,
      holders: [personHolder(person)],
      issueDate: terms.from,
      validTo: terms.to,
      portraits: [likenessSeed(person, terms.from)],
      face: {
        姓名: person.name,
        性别: person.sex,
        民族: person.nation,
        出生日期: person.birth,
        公民身份号码: person.number,
        居住地址: terms.place,
        户籍地址: person.address,
        有效期限: span(terms.from, terms.to),
      },
    },
    fate,
  );
}
