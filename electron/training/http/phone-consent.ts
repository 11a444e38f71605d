/** Family 3, consent on the phone (Shandong type): begin, ask until the citizen has answered, query, download. */

import { holderOfCode } from "../cast/codes.ts";
import { walletOf } from "../cast/library.ts";
import type { License } from "../cast/license.ts";
import { LICENSE_TYPES, typeIdOfCode } from "../cast/license-types.ts";
import { PERSON_IDS, type PersonId } from "../cast/persons.ts";
import { ROLES } from "../cast/roles.ts";
import type { LicenseOffice } from "../seal/license-office.ts";
import { isSame, type TrainingCredentials } from "./credentials.ts";
import {
  type Answer,
  type Exchange,
  type FamilyHandler,
  isJson,
  type Json,
  jsonAnswer,
  NOT_FOUND,
  object,
  readJson,
  text,
  texts,
} from "./exchange.ts";
import { certificateRecord } from "./license-record.ts";
import { Tickets } from "./tickets.ts";

/** How long the citizen looks at the phone before answering. */
const THINKING_MS = 1500;
const TRANSACTION_LIFE_MS = 10 * 60_000;
const LONGEST_CAUSE = 200;

const STATUS = {
  ok: 0,
  begun: 60001,
  noneFound: 10,
  identityFailed: 11,
  fieldEmpty: 12,
  noRight: 100,
  badValue: 102,
  badTypeCode: 113,
} as const;

interface Transaction {
  readonly personId: PersonId;
  readonly typeCodes: readonly string[];
  readonly begunAt: number;
}

interface Office {
  readonly credentials: TrainingCredentials["phoneConsent"];
  readonly files: LicenseOffice;
  readonly transactions: Tickets<Transaction>;
}

function reply(status: number, message: string, data: unknown = null): Answer {
  return jsonAnswer({ head: { status, message }, data });
}

type VerifyStatus = "1" | "2" | "3";

function verifyStatus({ personId, begunAt }: Transaction, now: number): VerifyStatus {
  const { consent } = ROLES[personId];
  if (consent === "never-answers" || now < begunAt + THINKING_MS) return "1";
  return consent === "refuses" ? "3" : "2";
}

function begin(office: Office, data: Json, now: number): Answer {
  const typeCodes = texts(data, "certCodes");
  if (text(data, "qrcode") === "" || typeCodes.length === 0) return reply(STATUS.fieldEmpty, "必填项为空");
  const unknown = typeCodes.find((code) => typeIdOfCode(code) === undefined);
  if (unknown !== undefined) return reply(STATUS.badTypeCode, `证照类型代码有误：${unknown}`);
  const holder = holderOfCode("phone-consent", text(data, "qrcode"));
  if (holder === undefined || holder.state === "used") return reply(STATUS.badValue, "二维码已失效");
  if (holder.state === "expired") return reply(STATUS.badValue, "二维码已过期");
  const { personId } = holder;
  const trxId = office.transactions.issue({ personId, typeCodes, begunAt: now }, now, "TRX");
  // Both numbers mean that consent has been asked for; a terminal has to take either.
  const isFirstKind = PERSON_IDS.indexOf(personId) % 2 === 0;
  return reply(isFirstKind ? STATUS.ok : STATUS.begun, "已推送授权请求", { trxId });
}

function withTransaction(office: Office, data: Json, now: number): Transaction | Answer {
  if (text(data, "trxId") === "") return reply(STATUS.fieldEmpty, "trxId 为空");
  return office.transactions.redeem(text(data, "trxId"), now) ?? reply(STATUS.badValue, "授权事务不存在或已过期");
}

const isAnswer = (value: Transaction | Answer): value is Answer => "body" in value;

function status(office: Office, data: Json, now: number): Answer {
  const transaction = withTransaction(office, data, now);
  if (isAnswer(transaction)) return transaction;
  return reply(STATUS.ok, "成功", { verifyStatus: verifyStatus(transaction, now) });
}

function isCause(cause: string): boolean {
  try {
    return cause.length <= LONGEST_CAUSE && isJson(JSON.parse(cause));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Licenses that this transaction opens: granted, and of a type that was asked for. */
function openedBy({ personId, typeCodes }: Transaction): License[] {
  return walletOf(personId).filter((license) => typeCodes.includes(LICENSE_TYPES[license.typeId].certTypeCode));
}

function query(office: Office, data: Json, now: number): Answer {
  const transaction = withTransaction(office, data, now);
  if (isAnswer(transaction)) return transaction;
  const [typeCode, cause] = [text(data, "certTypeCode"), text(data, "useCause")];
  if (typeCode === "" || cause === "") return reply(STATUS.fieldEmpty, "必填项为空");
  if (typeIdOfCode(typeCode) === undefined) return reply(STATUS.badTypeCode, "证照类型代码有误");
  if (!isCause(cause)) return reply(STATUS.badValue, "useCause 不合规");
  const isOpen =
    verifyStatus(transaction, now) === "2" &&
    transaction.typeCodes.includes(typeCode) &&
    ROLES[transaction.personId].hasRight !== false;
  if (!isOpen) return reply(STATUS.noRight, "无访问该证权限");
  const found = openedBy(transaction).filter((license) => LICENSE_TYPES[license.typeId].certTypeCode === typeCode);
  if (found.length === 0) return reply(STATUS.noneFound, "未找到证照", { certData: [] });
  return reply(STATUS.ok, "成功", { certData: found.map(certificateRecord) });
}

function download(office: Office, data: Json, now: number): Answer {
  const transaction = withTransaction(office, data, now);
  if (isAnswer(transaction)) return transaction;
  if (text(data, "certificateCopyCause") === "") return reply(STATUS.fieldEmpty, "certificateCopyCause 为空");
  if (text(data, "fileType") !== "ofd") return reply(STATUS.badValue, "fileType 只支持 ofd");
  if (verifyStatus(transaction, now) !== "2") return reply(STATUS.noRight, "无访问该证权限");
  const wanted = text(data, "certificateIdentifier");
  const license = openedBy(transaction).find((one) => one.identifier === wanted);
  if (license === undefined) return reply(STATUS.noneFound, "未找到证照");
  return reply(STATUS.ok, "成功", {
    contentType: "base64",
    content: Buffer.from(office.files.file(license, "ofd")).toString("base64"),
  });
}

const CALLS: Readonly<Record<string, (office: Office, data: Json, now: number) => Answer>> = {
  "/ChannelVerify/begin/verify": begin,
  "/ChannelVerify/current/status": status,
  "/CertShare/queryCertInfosByVerifyTrx": query,
  "/downloadFile": download,
};

function isLetIn(office: Office, exchange: Exchange): boolean {
  const head = object(readJson(exchange) ?? {}, "head");
  const { accessId, accessToken } = office.credentials;
  return isSame(text(head, "accessId"), accessId) && isSame(text(head, "accessToken"), accessToken);
}

export function phoneConsent(credentials: TrainingCredentials["phoneConsent"], files: LicenseOffice): FamilyHandler {
  const office: Office = { credentials, files, transactions: new Tickets(TRANSACTION_LIFE_MS) };
  return (exchange) => {
    const answer = CALLS[exchange.path];
    if (exchange.method !== "POST" || answer === undefined) return NOT_FOUND;
    if (!isLetIn(office, exchange)) return reply(STATUS.identityFailed, "身份验证不通过");
    return answer(office, object(readJson(exchange) ?? {}, "data"), exchange.now);
  };
}
