/**
 * Persons a license names beside its holder, read from its face fields: the legal representative or head of a company, the
 * parents of a child. Keys are met as Chinese labels and as pinyin initials; which spellings count is the table below.
 */
import type { HolderCodeType } from "../../domain/identifier/holder-code-type.ts";
import type { RelatedPerson } from "../../domain/license/license-record.ts";
import type { FaceField } from "./face-fields.ts";
import { type HolderCodeTypes, readCodeType, unmaskedCode } from "./holders.ts";

type Part = "name" | "code" | "codeType";

interface PersonKeys {
  readonly role: RelatedPerson["role"];
  readonly prefixes: readonly string[];
}

/** One row per person; a company may name both its representative and its head. */
const PERSONS: readonly PersonKeys[] = [
  {
    role: "legalRep",
    prefixes: ["法定代表人", "法人代表", "法人", "法定代表人负责人", "法定代表人或负责人", "FDDBR", "FRDB", "FR"],
  },
  { role: "legalRep", prefixes: ["负责人", "主要负责人", "FZR", "ZYFZR"] },
  { role: "legalRep", prefixes: ["经营者", "投资人", "执行事务合伙人", "JYZ"] },
  { role: "parent", prefixes: ["父亲", "父", "新生儿父亲", "FQ", "XSEFQ"] },
  { role: "parent", prefixes: ["母亲", "母", "新生儿母亲", "MQ", "XSEMQ"] },
];

const SUFFIXES: Readonly<Record<Part, readonly string[]>> = {
  name: ["", "姓名", "名称", "XM", "MC"],
  code: [
    "身份证",
    "身份证号",
    "身份证号码",
    "身份证件号码",
    "公民身份号码",
    "居民身份证号码",
    "身份号码",
    "证件号",
    "证件号码",
    "有效身份证件号码",
    "SFZ",
    "SFZH",
    "SFZHM",
    "SFZJH",
    "SFZJHM",
    "GMSFHM",
    "SFHM",
    "ZJH",
    "ZJHM",
    "YXSFZJHM",
  ],
  codeType: ["证件类型", "身份证件类型", "有效身份证件类型", "证件类别", "ZJLX", "SFZJLX", "YXSFZJLB", "ZJLB"],
};

/** Normal key → whose and which part. */
const KEYS: ReadonlyMap<string, { readonly person: PersonKeys; readonly part: Part }> = new Map(
  PERSONS.flatMap((person) =>
    person.prefixes.flatMap((prefix) =>
      (["name", "code", "codeType"] as const).flatMap((part) =>
        SUFFIXES[part].map((suffix) => [`${prefix}${suffix}`, { person, part }] as const),
      ),
    ),
  ),
);

/** Pinyin initials that would stand for something else without a suffix (分期, 面签 …) are no names by themselves. */
const TOO_SHORT = new Set(["FR", "FQ", "MQ", "父", "母"]);

export function readRelatedPersons(fields: readonly FaceField[], own: HolderCodeTypes): readonly RelatedPerson[] {
  const found = new Map<PersonKeys, Partial<Record<Part, string>>>();
  for (const { key, value } of fields) {
    const normal = normalKey(key);
    const meaning = TOO_SHORT.has(normal) ? undefined : KEYS.get(normal);
    if (!meaning || value.trim() === "") continue;
    found.set(meaning.person, { [meaning.part]: value.trim(), ...found.get(meaning.person) });
  }
  return distinct([...found].flatMap(([person, parts]) => personOf(person, parts, own)));
}

function personOf(
  { role }: PersonKeys,
  parts: Partial<Record<Part, string>>,
  own: HolderCodeTypes,
): readonly RelatedPerson[] {
  const { name = "" } = parts;
  const code = unmaskedCode(parts.code ?? "");
  if (name === "" && code === "") return [];
  return [{ role, name, code: code.toUpperCase(), codeType: typeOf(parts.codeType, code, own) }];
}

/** A stated type may be a code or a word; a word says less than the number's own shape. */
function typeOf(raw: string | undefined, code: string, own: HolderCodeTypes): HolderCodeType {
  return readCodeType(/^\d{2,3}$/.test(raw ?? "") ? raw : undefined, code, own);
}

/** `KZ_FDDBR_XM`, `法定代表人(负责人)`, `母亲 姓名:` → the spelling of the table. */
function normalKey(key: string): string {
  return key
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^KZ_/, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function distinct(persons: readonly RelatedPerson[]): readonly RelatedPerson[] {
  const seen = new Set<string>();
  return persons.filter(({ role, name, code }) => {
    const key = `${role}\n${name}\n${code}`;
    return !seen.has(key) && seen.add(key);
  });
}
