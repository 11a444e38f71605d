/** Asks for a passphrase without showing it: on the terminal, or as a line of standard input for scripts. */
import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";

export interface Questions {
  /** Undefined when nobody answers any more. */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

export function passphraseQuestions(): Questions {
  let lines: Interface | undefined;
  let answers: AsyncIterator<string> | undefined;
  const open = () => {
    // What is typed is echoed by readline alone: to nowhere.
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    lines ??= createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
    answers ??= lines[Symbol.asyncIterator]();
    return answers;
  };
  return {
    async ask(question) {
      process.stderr.write(question);
      const answer = await open().next();
      process.stderr.write("\n");
      return answer.done ? undefined : answer.value;
    },
    close: () => lines?.close(),
  };
}
