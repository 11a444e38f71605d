/**
 * What a physical key types on a US keyboard: scanners in keyboard mode send the keys of one, whatever layout or input
 * method is active here.
 */

/** The parts of a DOM `KeyboardEvent` that matter. */
export interface KeyPress {
  /** `KeyboardEvent.code`, the physical key; right even under an input method. */
  readonly code: string;
  /** `KeyboardEvent.key`; `Process` while an input method holds the key. */
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

const symbols: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Digit1: ["1", "!"],
  Digit2: ["2", "@"],
  Digit3: ["3", "#"],
  Digit4: ["4", "$"],
  Digit5: ["5", "%"],
  Digit6: ["6", "^"],
  Digit7: ["7", "&"],
  Digit8: ["8", "*"],
  Digit9: ["9", "("],
  Digit0: ["0", ")"],
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
  NumpadAdd: ["+", "+"],
  NumpadSubtract: ["-", "-"],
  NumpadMultiply: ["*", "*"],
  NumpadDivide: ["/", "/"],
  NumpadDecimal: [".", "."],
};

/** Ctrl with these gives the control characters FS, GS, RS and US, which GS1 codes use as separators. */
const controls: Readonly<Record<string, string>> = {
  Backslash: "\u001c",
  BracketRight: "\u001d",
  Digit6: "\u001e",
  Minus: "\u001f",
};

/** The character this key types, or undefined for a key that types none. */
export function characterOf(press: KeyPress): string | undefined {
  if (press.meta) return undefined;
  return press.ctrl ? controlCharacterOf(press.code) : printableOf(press);
}

function controlCharacterOf(code: string): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter === undefined ? controls[code] : String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}

function printableOf(press: KeyPress): string | undefined {
  const { code, key, shift } = press;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const symbol = symbols[code];
  if (symbol) return symbol[shift ? 1 : 0];
  // Numpad digits without Num Lock move the cursor instead; then `key` is a name such as "Home".
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return key.length === 1 || key === "Process" ? digit : undefined;
  // Remote desktops and on-screen keyboards give no code; the character itself is then all there is.
  return code === "" && isOneCharacter(key) ? key : undefined;
}

function isOneCharacter(key: string): boolean {
  return [...key].length === 1;
}
