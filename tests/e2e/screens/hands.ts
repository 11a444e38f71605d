/** What a clerk's hands and a scanner do to a page. */
import type { Page } from "playwright-core";

export interface ScanManner {
  /** What the scanner sends behind the code. */
  readonly suffix?: readonly ("CR" | "LF" | "cursor" | "Tab")[];
  /** Set by the scanner's firmware on every key: 1 = Alt, 2 = Ctrl. */
  readonly flags?: number;
  /** Between two keys, in ms, by the time stamps that the system would give them; without it as fast as the browser takes them. */
  readonly gapMs?: number;
  /** Caps Lock is on: the page gets every letter the other way round, under the same key. */
  readonly isCapsLockOn?: boolean;
  /** A Chinese input method is on: it has every key before the page, and composes what it makes of them. */
  readonly isComposing?: boolean;
}

interface UsKey {
  readonly key: string;
  readonly code: string;
  readonly modifiers: number;
  readonly text?: string;
  readonly windowsVirtualKeyCode?: number;
}

const SUFFIXES: Readonly<Record<NonNullable<ScanManner["suffix"]>[number], UsKey>> = {
  CR: { key: "Enter", code: "Enter", modifiers: 0, windowsVirtualKeyCode: 13, text: "\r" },
  LF: { key: "j", code: "KeyJ", modifiers: 2 },
  cursor: { key: "ArrowDown", code: "ArrowDown", modifiers: 0, windowsVirtualKeyCode: 40 },
  Tab: { key: "Tab", code: "Tab", modifiers: 0, windowsVirtualKeyCode: 9 },
};

/** A keyboard-wedge scanner: real key events a few milliseconds apart, and its suffix. */
export async function scanFast(page: Page, code: string, manner: ScanManner = {}): Promise<void> {
  const { suffix = ["CR"], flags = 0, gapMs, isComposing = false, isCapsLockOn = false } = manner;
  const session = await page.context().newCDPSession(page);
  const sent: Promise<unknown>[] = [];
  let atMs = Date.now() - (gapMs ?? 0) * (code.length + suffix.length);
  const send = (key: UsKey) => {
    const stamp = gapMs === undefined ? {} : { timestamp: atMs / 1000 };
    atMs += gapMs ?? 0;
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key, ...stamp }));
    const { text: _, ...up } = key;
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyUp", ...up, ...stamp }));
  };
  let composed = "";
  for (const character of code) {
    const key = isCapsLockOn ? turnedRound(usKey(character)) : usKey(character);
    if (isComposing) {
      composed += character;
      const taken = { ...key, key: "Process", windowsVirtualKeyCode: 229 };
      send(taken);
      sent.push(
        session.send("Input.imeSetComposition", {
          text: composed,
          selectionStart: composed.length,
          selectionEnd: composed.length,
        }),
      );
    } else
      send({
        ...key,
        modifiers: key.modifiers | flags,
        ...(flags ? {} : { text: key.code.startsWith("Key") ? key.key : character }),
      });
  }
  for (const end of suffix) send(SUFFIXES[end]);
  await Promise.all(sent);
  await session.detach();
}

function usKey(character: string): UsKey {
  if (character === "\u001d") return { key: "]", code: "BracketRight", modifiers: 2 };
  if (/[A-Z]/.test(character)) return { key: character, code: `Key${character}`, modifiers: 8 };
  if (/\d/.test(character)) return { key: character, code: `Digit${character}`, modifiers: 0 };
  return character === ":"
    ? { key: ":", code: "Semicolon", modifiers: 8 }
    : { key: character, code: "Minus", modifiers: 0 };
}

function turnedRound(key: UsKey): UsKey {
  return key.code.startsWith("Key") ? { ...key, key: key.key.toLowerCase() } : key;
}

export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

export async function dropFile(page: Page, bytes: readonly number[], type: string, name: string): Promise<void> {
  await page.evaluate(
    ([content, mediaType, fileName]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(content)], fileName, { type: mediaType }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [bytes, type, name] as const,
  );
}

/** A screenshot with QR codes in it, side by side, as the bytes of a file; without a code for an empty text. */
export async function qrPicture(
  page: Page,
  texts: readonly string[],
  mediaType = "image/png",
): Promise<readonly number[]> {
  const { qrModules } = await import("../../../renderer/client/qr-drawing.ts");
  const codes = texts.map((text) => (text === "" ? { size: 25, d: "M2 2h6v6h-6z" } : qrModules(text)));
  return page.evaluate(
    async ([drawn, type]) => {
      const canvas = new OffscreenCanvas(640 * drawn.length, 900);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.fillStyle = "#e9eefb";
      context.fillRect(0, 0, canvas.width, 900);
      for (const [index, { size, d }] of drawn.entries()) {
        const left = 640 * index;
        context.setTransform(1, 0, 0, 1, left, 0);
        context.fillStyle = "#fff";
        context.fillRect(120, 240, 400, 400);
        const scale = 340 / size;
        context.setTransform(scale, 0, 0, scale, left + 150, 270);
        context.fillStyle = "#000";
        context.fill(new Path2D(d));
      }
      const blob = await canvas.convertToBlob({ type });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [codes, mediaType] as const,
  );
}
