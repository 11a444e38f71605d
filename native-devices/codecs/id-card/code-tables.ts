/** Codes on cards: nations (GB/T 3304, with the two of the population register) and sex (GB/T 2261.1). */
import type { CardSex } from "./card.ts";

const numbered =
  "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";

const nations: ReadonlyMap<string, string> = new Map([
  ...numbered.split(" ").map((name, index): [string, string] => [String(index + 1).padStart(2, "0"), name]),
  ["97", "其他"],
  ["98", "外国血统"],
]);

export function nationOf(code: string): string | undefined {
  return nations.get(code);
}

const sexes: ReadonlyMap<string, CardSex> = new Map([
  ["0", "unknown"],
  ["1", "male"],
  ["2", "female"],
  ["9", "not-stated"],
]);

export function sexOf(code: string): CardSex | undefined {
  return sexes.get(code);
}

const codesOfNations: ReadonlyMap<string, string> = new Map([...nations].map(([code, name]) => [name, code]));

/** By code or by name, with or without 族 and leading zero. */
export function nationCodeOf(text: string): string | undefined {
  if (/^\d{1,2}$/.test(text)) return nations.has(text.padStart(2, "0")) ? text.padStart(2, "0") : undefined;
  return codesOfNations.get(text) ?? codesOfNations.get(text.replace(/族$/, ""));
}
