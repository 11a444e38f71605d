/** The window that asks for the passphrase before there is a terminal: one channel, one page, and only that page is heard. */
import { type BrowserWindow, ipcMain } from "electron";
import type { PassphraseDesk } from "../host/passphrase-desk.ts";
import { type AnswerRequest, isOwn, openWindow } from "./windows.ts";

const CHANNEL = "passphrase";

/** Closing it is giving up; once the desk has its answer it closes like any other. */
export function openPassphraseWindow(desk: PassphraseDesk, answer: AnswerRequest): BrowserWindow {
  let isAsking = true;
  void desk.outcome.then(() => {
    isAsking = false;
  });
  const window = openWindow("passphrase", answer);
  const { id } = window.webContents;
  ipcMain.handle(CHANNEL, (event, message: unknown) => {
    if (event.sender.id !== id || !event.senderFrame || !isOwn(event.senderFrame.url))
      throw new Error("sender refused");
    return desk.answer(message);
  });
  window.on("close", (event) => {
    if (!isAsking) return;
    event.preventDefault();
    desk.cancel();
  });
  return window;
}
