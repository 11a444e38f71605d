/** What the former key of a terminal signs to announce the next one (electron/province/interfaces.md section 5). */
export function keyText(terminalId: string, publicKey: string): string {
  return [terminalId, "key", publicKey].join("\n");
}
