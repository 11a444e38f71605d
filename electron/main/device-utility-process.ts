/** Starts the device process as Electron's utility process: native modules stay out of the main process. */
import { utilityProcess } from "electron";
import type { StartDeviceProcess } from "../devices/device-process.ts";
import { COLLECTION_FLAGS } from "../host/collection.ts";

export function startDeviceUtilityProcess(entry: string): StartDeviceProcess {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: "liangzheng-devices",
      execArgv: [...COLLECTION_FLAGS],
    });
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on("message", listener),
      onExit: (listener) => void child.once("exit", (code) => listener(`exit ${code}`)),
      kill: () => void child.kill(),
    };
  };
}
