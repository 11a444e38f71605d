/** Hands a text to the browser as a file to save. */

export function saveText(
  fileName: string,
  pieces: readonly string[],
  type: "application/x-ndjson" | "application/json" = "application/x-ndjson",
): void {
  const address = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has begun; what it needs of the address it has.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
