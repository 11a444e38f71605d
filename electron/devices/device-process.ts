/**
 * What the client needs of a started device process. Node's `fork` is one carrier (spawn-node.ts), Electron's
 * `utilityProcess` another, a few functions in a test a third.
 */

/** One started process. Both listeners are set once, right after the start. */
export interface DeviceProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, also when the process could not be started at all. `reason` is for the log. */
  onExit(listener: (reason: string) => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** Starts a new process. Must not throw: a failed start is an exit. */
export type StartDeviceProcess = () => DeviceProcess;
