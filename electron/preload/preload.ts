/** The bridge: one channel, three functions, no list of methods. The contract lives on both sides of it and not in it. */
import { contextBridge, ipcRenderer } from "electron";

const CHANNEL = "contract";

contextBridge.exposeInMainWorld("liangzheng", {
  send: (message: unknown) => void ipcRenderer.invoke(CHANNEL, message),
  onMessage: (listener: (message: unknown) => void) => {
    ipcRenderer.on(CHANNEL, (_event, message: unknown) => listener(message));
  },
});
