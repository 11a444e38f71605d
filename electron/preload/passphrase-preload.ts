/** The bridge of the window that asks for the passphrase: its one question, and nothing of the terminal's channel. */
import { contextBridge, ipcRenderer } from "electron";

const CHANNEL = "passphrase";

contextBridge.exposeInMainWorld("liangzhengPassphrase", {
  ask: (message: unknown) => ipcRenderer.invoke(CHANNEL, message),
});
