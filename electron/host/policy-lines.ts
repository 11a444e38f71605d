/** Where in the text of a policy document something is: for the person who has to mend it. */

/** Of what `JSON.parse` threw at this text: its sentence, and the line where it says enough. */
export function lineOfSyntaxError(error: unknown, text: string): { readonly problem: string; readonly line?: number } {
  const message = error instanceof Error ? error.message : "not JSON";
  const problem = message.replaceAll(/\s+/g, " ").slice(0, 200);
  const line = /\(line (\d+) /.exec(message)?.[1] ?? lineOfQuote(message, text);
  return line === undefined ? { problem } : { problem, line: Number(line) };
}

/** Of a token that it did not expect V8 quotes the ten characters before, and no line. */
function lineOfQuote(message: string, text: string): number | undefined {
  const quote = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  const at = quote === undefined ? -1 : text.indexOf(quote);
  return at < 0 ? undefined : text.slice(0, at + 10).split("\n").length;
}

/** Line, counted from 1, on which the row of this index begins; `text` is sound JSON. */
export function lineOfRow(text: string, index: number): number | undefined {
  let depth = 0;
  let rows = -1;
  let line = 1;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}\n]/g)) {
    if (token === "\n") line += 1;
    if (token === "{" && depth === 2) rows += 1;
    if (rows === index) return line;
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
  }
  return undefined;
}
