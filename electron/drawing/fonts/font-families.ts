/**
 * Which installed fonts may stand in for a font that a license names (CT_Font, GB/T 33190-2016 §11.1). Official documents
 * use a handful of Chinese faces under many names; each list ends in a generic family, so text is never without a font.
 */

export interface NamedFont {
  readonly fontName: string | undefined;
  readonly familyName: string | undefined;
  readonly isFixedWidth: boolean;
}

const SONG_FALLBACK = ["Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "serif"];
const HEI_FALLBACK = ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "sans-serif"];
const MONO_FALLBACK = ["Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "monospace"];

/** Tried in this order; the first pattern found in one of the names decides. */
const FACES: readonly { readonly pattern: RegExp; readonly families: readonly string[] }[] = [
  {
    // The heading face of official documents; `OfdHeadingSong` is the painter's stand-in, a heavy Song.
    pattern: /小标宋|xiaobiaosong|fzxbs/i,
    families: ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "OfdHeadingSong", ...SONG_FALLBACK],
  },
  {
    pattern: /中宋|zhongsong/i,
    families: ["华文中宋", "STZhongsong", "OfdHeadingSong", ...SONG_FALLBACK],
  },
  {
    pattern: /仿宋|fang\s?song|fzfs/i,
    families: ["仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", ...SONG_FALLBACK],
  },
  {
    pattern: /楷|kai\s?ti|stkai|ukai|fzkt/i,
    families: [
      "楷体",
      "KaiTi",
      "楷体_GB2312",
      "KaiTi_GB2312",
      "STKaiti",
      "Kaiti SC",
      "AR PL UKai CN",
      ...SONG_FALLBACK,
    ],
  },
  {
    pattern: /雅黑|yahei/i,
    families: ["微软雅黑", "Microsoft YaHei", ...HEI_FALLBACK],
  },
  {
    pattern: /黑|sim\s?hei|heiti|fzht|deng\s?xian|等线|gothic|noto\s?sans|source\s?han\s?sans/i,
    families: ["黑体", "SimHei", "STHeiti", "Heiti SC", ...HEI_FALLBACK],
  },
  {
    pattern: /隶|lisu|stliti/i,
    families: ["隶书", "LiSu", "STLiti", ...SONG_FALLBACK],
  },
  {
    pattern: /宋|sim\s?sun|stsong|songti|fzss|mingliu|noto\s?serif|source\s?han\s?serif/i,
    families: ["宋体", "SimSun", "NSimSun", "STSong", "Songti SC", ...SONG_FALLBACK],
  },
  {
    pattern: /courier|consolas|mono(?!type)|ocr/i,
    families: ["Courier New", ...MONO_FALLBACK],
  },
  {
    pattern: /arial|helvetica|verdana|calibri|tahoma|segoe/i,
    families: ["Arial", "Liberation Sans", ...HEI_FALLBACK],
  },
  {
    pattern: /times|georgia|cambria|garamond/i,
    families: ["Times New Roman", "Liberation Serif", ...SONG_FALLBACK],
  },
];

/** Family names to try, best first, without repetition, the last one generic. */
export function familiesOf(font: NamedFont): readonly string[] {
  const names = [font.fontName, font.familyName].flatMap((name) => (name ? [plainName(name)] : []));
  const face = FACES.find(({ pattern }) => names.some((name) => pattern.test(name)));
  const standIns = face?.families ?? (font.isFixedWidth ? MONO_FALLBACK : SONG_FALLBACK);
  return [...new Set([...names.filter(isUsableName), ...standIns])];
}

/** Whether Latin characters of the font are half an em wide, as in the classic Chinese faces, and not proportional. */
export function hasHalfWidthLatin({ fontName, familyName }: NamedFont): boolean {
  const names = [fontName, familyName].filter((name) => name !== undefined).join(" ");
  return /宋|楷|黑|仿|隶|sim(sun|hei)|kai\s?ti|fang\s?song/i.test(names) && !/noto|source\s?han|雅黑|思源/i.test(names);
}

/** Bold told by the name alone, as in `Arial,Bold` or `TimesNewRomanPS-BoldMT`. */
export function isBoldByName(name: string | undefined): boolean {
  return /bold|heavy|粗/i.test(name ?? "");
}

/** Without the tag of a subset (`ABCDEF+`) and without a style after a comma. */
function plainName(name: string): string {
  return name
    .trim()
    .replace(/^[A-Z]{6}\+/, "")
    .replace(/,.*$/, "");
}

/** A name goes into a style sheet; letters, digits and a few signs are all that font names need. */
function isUsableName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} _.+()&-]{0,79}$/u.test(name);
}
