/**
 * Entry of the device process. Runs as an Electron `utilityProcess` or as a plain Node child with an IPC channel, and
 * lives exactly as long as the program that started it. A bug ends it: the client starts a new one.
 */
import { systemClock } from "../clock.ts";
import { createDeviceHost, type HostPort } from "./device-host.ts";

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): unknown;
}

interface Parent extends HostPort {
  listen(onMessage: (message: unknown) => void): void;
}

function electronParent(port: ParentPort): Parent {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage) => port.on("message", (event) => onMessage(event.data)),
  };
}

function nodeParent(): Parent {
  return {
    post: (message) => {
      // Once the client is gone, "disconnect" ends this process; what it still had to say has no listener.
      if (process.connected) process.send?.(message, undefined, undefined, () => {});
    },
    listen: (onMessage) => {
      process.on("message", onMessage);
      process.on("disconnect", () => process.exit(0));
      // Ctrl+C in a terminal reaches both processes; when this one ends is the other one's decision.
      process.on("SIGINT", () => {});
    },
  };
}

const parentPort = "parentPort" in process ? (process.parentPort as ParentPort | null | undefined) : undefined;
if (!parentPort && !process.send) {
  process.stderr.write("device process: started without a parent to talk to\n");
  process.exit(64);
}

const parent = parentPort ? electronParent(parentPort) : nodeParent();
const host = createDeviceHost({
  port: parent,
  clock: systemClock,
  pid: process.pid,
  onShutDown: () => {
    // Leaves the channel the time to carry the last answer.
    setTimeout(() => process.exit(0), 50);
  },
});
parent.listen((message) => host.receive(message));
