/** Ways into a case beside the scanner: the clipboard being awaited, a file held over the window, the file chooser. */
import { create } from "zustand";
import { useCounter } from "./counter-store.ts";

interface Intake {
  readonly isHovering: boolean;
  /** F2 was pressed and the clipboard may only be read by the clerk's own Ctrl+V. */
  readonly isAwaitingPaste: boolean;
  /** The clipboard holds something of the citizen at the counter. */
  readonly hasPasted: boolean;
  paste(): Promise<void>;
  stopAwaitingPaste(): void;
  chooseImage(): void;
  chooseDocument(): void;
}

export const useIntake = create<Intake>((set) => ({
  isHovering: false,
  isAwaitingPaste: false,
  hasPasted: false,
  async paste() {
    const state = await clipboardPermission();
    if (state !== "granted") {
      set({ isAwaitingPaste: true });
      return;
    }
    await readClipboard();
  },
  stopAwaitingPaste: () => set({ isAwaitingPaste: false, hasPasted: true }),
  chooseImage: () => choose("image/png,image/jpeg,image/webp", (file) => void useCounter.getState().scanImage(file)),
  chooseDocument: () => choose(".ofd,.pdf", (file) => void useCounter.getState().present(file)),
}));

async function clipboardPermission(): Promise<PermissionState> {
  const status = await navigator.permissions.query({ name: "clipboard-read" as PermissionName });
  return status.state;
}

async function readClipboard(): Promise<void> {
  useIntake.setState({ hasPasted: true });
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

/** Closing wipes the clipboard too. A browser that forbids it has refused reading it as well; then there is nothing to do. */
useCounter.subscribe(({ view: after }, { view: before }) => {
  const hasEnded = before?.case !== undefined && after?.case === undefined;
  if (!hasEnded || !useIntake.getState().hasPasted) return;
  useIntake.setState({ hasPasted: false });
  void navigator.clipboard.writeText("").catch(() => undefined);
});

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
