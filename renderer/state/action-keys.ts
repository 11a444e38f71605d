/** Every action of the clerk's window and its keys. Buttons print them and the keyboard obeys them, from this one table. */

export const ACTION_KEYS = {
  "confirm-all": ["Enter"],
  "next-citizen": ["Enter", "N"],
  "next-undecided": ["Enter"],
  "consent-yes": ["Y"],
  "consent-no": ["R"],
  "stop-waiting": ["R"],
  "exempt-one": ["E"],
  paper: ["P"],
  defer: ["D"],
  pledge: ["C"],
  refuse: ["R"],
  evidence: ["V"],
  report: ["B"],
  retry: ["F5"],
  cancel: ["Escape"],
  receipt: ["Ctrl+P"],
  reveal: ["S"],
  camera: ["C"],
  paste: ["F2"],
  image: ["F3"],
  number: ["F4"],
  file: ["F6"],
  matter: ["F7"],
  history: ["F8"],
  appointments: ["A"],
  training: ["F9"],
  administration: ["F10"],
  keys: ["F1"],
  lock: ["Ctrl+L"],
  resume: ["Enter"],
  discard: ["Delete"],
  zoom: ["Z"],
  "previous-page": ["PageUp"],
  "next-page": ["PageDown"],
  "select-up": ["ArrowUp"],
  "select-down": ["ArrowDown"],
} as const satisfies Record<string, readonly string[]>;

export type ActionId = keyof typeof ACTION_KEYS;

/** Keys that a browser takes for itself and a counter must not lose to it. */
export const RESERVED_KEYS: readonly string[] = ["F1", "F3", "F5", "F6", "F7", "F10", "Ctrl+P", "Ctrl+L"];

const PRINTED: Readonly<Record<string, string>> = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Delete: "Del",
  "Ctrl+Enter": "Ctrl+↵",
};

/** As it is printed on a button. */
export function printedKey(name: string): string {
  return PRINTED[name] ?? name;
}

export interface KeyLike {
  readonly code: string;
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** The name of a key press in this table; letters and digits by their place, so that input methods and Caps Lock do not matter. */
export function keyName({ code, key, ctrl, alt, meta }: KeyLike): string | undefined {
  if (alt || meta) return undefined;
  const plain = /^Key([A-Z])$/.exec(code)?.[1] ?? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? namedKey(code, key);
  if (plain === undefined) return undefined;
  return ctrl ? `Ctrl+${plain}` : plain;
}

function namedKey(code: string, key: string): string | undefined {
  if (code === "NumpadEnter") return "Enter";
  const name = key.length > 1 ? key : key.toUpperCase();
  return name === "" || name === "Process" ? undefined : name;
}
