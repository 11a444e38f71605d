/**
 * Requests to the device process and their answers. What is asked before the process is ready waits for it; every
 * request is settled by its answer, by the loss of the process or by its own time limit.
 */
import type { DeviceFault, DeviceReply } from "../../native-devices/host/device-contract.ts";
import type { Timers } from "./timers.ts";

export type RequestAnswer =
  | { readonly ok: true; readonly value: DeviceReply }
  | { readonly ok: false; readonly fault: DeviceFault };

export interface RequestQueueOptions {
  readonly timers: Timers;
  /** The fault of a request that got no answer. */
  readonly lost: DeviceFault;
  send(message: object): void;
}

interface Request {
  readonly kind: DeviceReply["to"];
  readonly message: object;
  settle(answer: RequestAnswer): void;
  isSent: boolean;
}

/** Start of the process and the slowest listing of ports together. */
const ANSWER_LIMIT_MS = 15_000;

export class RequestQueue {
  readonly #options: RequestQueueOptions;
  readonly #requests = new Map<number, Request>();
  #lastId = 0;
  #isOpen = false;

  constructor(options: RequestQueueOptions) {
    this.#options = options;
  }

  ask(kind: DeviceReply["to"], fields: object = {}, limitMs = ANSWER_LIMIT_MS): Promise<RequestAnswer> {
    this.#lastId += 1;
    const requestId = this.#lastId;
    return new Promise((resolve) => {
      const cancel = this.#options.timers.after(limitMs, () => this.refuse(requestId));
      const request: Request = {
        kind,
        message: { kind, requestId, ...fields },
        isSent: false,
        settle: (answer) => {
          cancel();
          this.#requests.delete(requestId);
          resolve(answer);
        },
      };
      this.#requests.set(requestId, request);
      if (this.#isOpen) this.#send(request);
    });
  }

  /** The process is ready: requests go out from now on; what waited goes out with `flush`. */
  open(): void {
    this.#isOpen = true;
  }

  /** Sends what waited, in order. */
  flush(): void {
    for (const request of this.#requests.values()) if (!request.isSent) this.#send(request);
  }

  answer(requestId: number, reply: DeviceReply): void {
    this.#requests.get(requestId)?.settle({ ok: true, value: reply });
  }

  refuse(requestId: number): void {
    this.#requests.get(requestId)?.settle({ ok: false, fault: this.#options.lost });
  }

  /** The process is gone: what it was asked will not be answered; what was not sent yet waits for the next one. */
  lose(): void {
    this.#isOpen = false;
    for (const request of [...this.#requests.values()]) {
      if (request.isSent) request.settle({ ok: false, fault: this.#options.lost });
    }
  }

  failAll(fault: DeviceFault): void {
    this.#isOpen = false;
    for (const request of [...this.#requests.values()]) request.settle({ ok: false, fault });
  }

  isWaiting(kind: DeviceReply["to"]): boolean {
    return [...this.#requests.values()].some((request) => request.kind === kind && !request.isSent);
  }

  #send(request: Request): void {
    request.isSent = true;
    this.#options.send(request.message);
  }
}
