/**
 * npm `usb`, an optional part of the program: loaded when a profile asks for USB and never before. Of its interface
 * only what is used here. Its events are not: listening to them where there is no /sys/bus/usb ends the process.
 */

export interface UsbEndpointLike {
  readonly endpointNumber: number;
  readonly direction: "in" | "out";
  readonly type: string;
  readonly packetSize: number;
}

/**
 * While a transfer is under way the library refuses to close a device or to let its interface go: those calls throw, and
 * return no promise.
 */
export interface UsbDeviceLike {
  readonly vendorId: number;
  readonly productId: number;
  readonly bus: string;
  readonly address: number;
  /** Only of an open device: of another one the library opens it for the moment, and waits meanwhile. */
  readonly configuration?:
    | {
        readonly interfaces: readonly {
          readonly interfaceNumber: number;
          readonly alternate: { readonly endpoints: readonly UsbEndpointLike[] };
        }[];
      }
    | undefined;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  /** Lets a halted pipe go on. */
  clearHalt(direction: "in" | "out", endpoint: number): Promise<void>;
  /** Without data within `timeoutMs` it is rejected as cancelled. */
  transferIn(endpoint: number, length: number, timeoutMs: number): Promise<{ readonly data?: DataView | undefined }>;
  transferOut(
    endpoint: number,
    bytes: Uint8Array<ArrayBuffer>,
    timeoutMs: number,
  ): Promise<{ readonly bytesWritten: number }>;
}

export interface UsbLibrary {
  getDevices(): Promise<readonly UsbDeviceLike[]>;
}

export type LoadUsbLibrary = () => Promise<UsbLibrary | undefined>;

let loading: Promise<UsbLibrary | undefined> | undefined;

/** Undefined where it is not installed, or not for this kind of processor. */
export const loadUsbLibrary: LoadUsbLibrary = () => {
  loading ??= import("usb").then(
    ({ usb }) => usb as unknown as UsbLibrary,
    () => undefined,
  );
  return loading;
};
