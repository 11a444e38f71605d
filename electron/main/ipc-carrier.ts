/** Carrier over Electron's IPC: one channel, one window, and only frames of our own origin are heard. */
import { type BrowserWindow, ipcMain } from "electron";
import type { FromHost, HostCarrier } from "../transport/wire.ts";
import { isOwn } from "./windows.ts";

const CHANNEL = "contract";

interface Listening {
  readonly messages: ((message: unknown) => void)[];
}

const windows = new Map<number, Listening>();

/** Once, before the first window: messages go to the window that sent them. */
export function listenForMessages(): void {
  ipcMain.handle(CHANNEL, (event, message: unknown) => {
    const listening = windows.get(event.sender.id);
    if (!listening || !event.senderFrame || !isOwn(event.senderFrame.url)) throw new Error("sender refused");
    for (const listener of listening.messages) listener(message);
  });
}

export function ipcCarrier(window: BrowserWindow): HostCarrier {
  const { id } = window.webContents;
  const listening: Listening = { messages: [] };
  windows.set(id, listening);
  window.on("closed", () => windows.delete(id));
  return {
    send: (message: FromHost) => {
      if (!window.isDestroyed()) window.webContents.send(CHANNEL, message);
    },
    onMessage: (listener) => void listening.messages.push(listener),
    onClose: (listener) => void window.on("closed", listener),
    close: () => window.close(),
  };
}
