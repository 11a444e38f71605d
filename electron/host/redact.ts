/**
 * Nothing of a citizen reaches a log: numbers, names under known keys, tokens, codes, license identifiers and home folders go.
 * The last characters of a number stay, so that support can tell two lines apart.
 */

const SECRET_KEYS =
  /^(name|personName|holder|holders|number|code|text|credential|token|access_?token|password|body|address|phone)$/i;

const SHAPES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/\b1\.2\.156\.3005\.2\.[0-9A-Z.]{20,}/g, (found) => `<license …${found.slice(-4)}>`],
  [/\b[1-9]\d{16}[\dXx]\b/g, (found) => `<id …${found.slice(-2)}>`],
  [/\b[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\b/g, (found) => `<org …${found.slice(-2)}>`],
  [/\b1[3-9]\d{9}\b/g, (found) => `<phone …${found.slice(-2)}>`],
  [/\b(SFM|YSM)[0-9A-Za-z]{6,}/g, () => "<code>"],
  [/([?&](?:c|code|token|access_token|auth_code)=)[^&\s"']+/g, (found) => `${found.split("=")[0]}=<hidden>`],
  [/(\/home\/|\/Users\/|\\Users\\)[^/\\\s"']+/g, (found) => found.replace(/[^/\\]+$/, "<user>")],
];

export function redactText(text: string): string {
  return SHAPES.reduce((line, [shape, replace]) => line.replace(shape, replace), text);
}

/** Plain data for one log line: errors become name, message and stack, depth is bounded. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (value instanceof Error) {
    return { name: value.name, message: redactText(value.message), stack: redactText(value.stack ?? "") };
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth > 4) return "…";
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => redactFields(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      SECRET_KEYS.test(key) ? "<hidden>" : redactFields(held, depth + 1),
    ]),
  );
}
