/** Ways into a case beside the scanner: the clipboard being awaited, a file held over the window, the file chooser. */
import { create } from "zustand";
import { clipboardTouched } from "./clipboard-traces.ts";
import { useCounter } from "./counter-store.ts";

interface Intake {
  readonly isHovering: boolean;
  /** F2 was pressed and the clipboard may only be read by the clerk's own Ctrl+V. */
  readonly isAwaitingPaste: boolean;
  paste(): Promise<void>;
  stopAwaitingPaste(): void;
  chooseImage(): void;
  chooseDocument(): void;
}

export const useIntake = create<Intake>((set) => ({
  isHovering: false,
  isAwaitingPaste: false,
  async paste() {
    const state = await clipboardPermission();
    if (state !== "granted") {
      set({ isAwaitingPaste: true });
      return;
    }
    await readClipboard();
  },
  stopAwaitingPaste: () => set({ isAwaitingPaste: false }),
  chooseImage: () => choose("image/png,image/jpeg,image/webp", (file) => void useCounter.getState().scanImage(file)),
  chooseDocument: () => choose(".ofd,.pdf", (file) => void useCounter.getState().present(file)),
}));

async function clipboardPermission(): Promise<PermissionState> {
  const status = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
  return status.state;
}

async function readClipboard(): Promise<void> {
  clipboardTouched();
  for (const item of await navigator.clipboard.read()) {
    const image = item.types.find((type) => type.startsWith("image/"));
    if (image) return useCounter.getState().scanImage(await item.getType(image));
    if (item.types.includes("text/plain")) {
      const text = (await (await item.getType("text/plain")).text()).trim();
      if (text !== "") return useCounter.getState().scan(text, "paste");
    }
  }
  useIntake.setState({ isAwaitingPaste: true });
}

function choose(accept: string, take: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file);
  });
  input.click();
}
