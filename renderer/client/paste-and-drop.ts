/** Codes and files that reach the page by clipboard or by dropping: text and pictures are scans, OFD and PDF are licenses. */

export interface IntakeListeners {
  onText(text: string): void;
  onImage(file: Blob): void;
  onDocument(file: Blob): void;
  /** A file is being held over the page. */
  onHover(isOver: boolean): void;
}

/** @returns what stops the listening. */
export function startIntake(listeners: IntakeListeners): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (isField || !event.clipboardData) return;
    event.preventDefault();
    take(event.clipboardData, listeners);
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    listeners.onHover(true);
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) listeners.onHover(false);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    listeners.onHover(false);
    if (event.dataTransfer) take(event.dataTransfer, listeners);
  };
  document.addEventListener("paste", onPaste);
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("dragleave", onDragLeave);
  document.addEventListener("drop", onDrop);
  return () => {
    document.removeEventListener("paste", onPaste);
    document.removeEventListener("dragover", onDragOver);
    document.removeEventListener("dragleave", onDragLeave);
    document.removeEventListener("drop", onDrop);
  };
}

function take(data: DataTransfer, listeners: IntakeListeners): void {
  const [file] = data.files;
  const text = data.getData("text/plain").trim();
  if (file) takeFile(file, listeners);
  else if (text !== "") listeners.onText(text);
}

export function takeFile(file: File, listeners: Pick<IntakeListeners, "onImage" | "onDocument">): void {
  if (file.type.startsWith("image/")) listeners.onImage(file);
  else listeners.onDocument(file);
}
