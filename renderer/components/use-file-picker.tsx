/** The system's file dialog behind a button or a key of a screen's own. */
import { type ChangeEvent, type ReactNode, useRef } from "react";

export interface FilePicker {
  /** Opens the dialog. */
  pick(): void;
  /** To be put anywhere in the screen; it shows nothing. */
  readonly input: ReactNode;
}

/** @param accept endings, as HTML's attribute takes them */
export function useFilePicker(accept: string, onPicked: (file: File) => unknown): FilePicker {
  const input = useRef<HTMLInputElement>(null);
  const picked = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // The same file again must be news again.
    target.value = "";
    if (file) void onPicked(file);
  };
  return {
    pick: () => input.current?.click(),
    input: (
      <input
        ref={input}
        className="only-read"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept={accept}
        onChange={picked}
      />
    ),
  };
}
