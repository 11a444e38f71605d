/** What a clerk's hands and a scanner do to a page. */
import type { Page } from "playwright-core";

/** A keyboard-wedge scanner: keys a few milliseconds apart, Enter at the end. Sent as a queue, as a device would. */
export async function scanFast(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const sent: Promise<unknown>[] = [];
  for (const character of code) {
    const key = usKey(character);
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key, text: character }));
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }));
  }
  const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 };
  sent.push(session.send("Input.dispatchKeyEvent", { type: "keyDown", ...enter, text: "\r" }));
  sent.push(session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter }));
  await Promise.all(sent);
  await session.detach();
}

function usKey(character: string): { key: string; code: string; modifiers: number } {
  if (/[A-Z]/.test(character)) return { key: character, code: `Key${character}`, modifiers: 8 };
  if (/\d/.test(character)) return { key: character, code: `Digit${character}`, modifiers: 0 };
  return character === ":"
    ? { key: ":", code: "Semicolon", modifiers: 8 }
    : { key: character, code: "Minus", modifiers: 0 };
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

/** A screenshot with QR codes in it, side by side, as PNG bytes; without a code for an empty text. */
export async function qrPicture(page: Page, ...texts: readonly string[]): Promise<readonly number[]> {
  const { qrModules } = await import("../../../renderer/client/qr-drawing.ts");
  const codes = texts.map((text) => (text === "" ? { size: 25, d: "M2 2h6v6h-6z" } : qrModules(text)));
  return page.evaluate(async (drawn) => {
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
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, codes);
}
