/** Asks for a passphrase without showing it: on the terminal, or as a line of standard input for scripts. */
import { createInterface, type Interface } from "node:readline";
import { type Readable, Writable } from "node:stream";

export interface Questions {
  /** Undefined when nobody answers any more. */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** A script has its line ready, or soon; what is nobody's input for ever would keep a program waiting that nobody sees. */
const PATIENCE_MS = 60_000;

export interface QuestionOptions {
  readonly input?: Readable & { readonly isTTY?: boolean };
  /** How long an answer may take that nobody types. */
  readonly patienceMs?: number;
}

export function passphraseQuestions({
  input = process.stdin,
  patienceMs = PATIENCE_MS,
}: QuestionOptions = {}): Questions {
  const isTyped = input.isTTY === true;
  let lines: Interface | undefined;
  let answers: AsyncIterator<string> | undefined;
  const open = () => {
    // What is typed is echoed by readline alone: to nowhere.
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    lines ??= createInterface({ input, output, terminal: isTyped });
    answers ??= lines[Symbol.asyncIterator]();
    return answers;
  };
  return {
    async ask(question) {
      process.stderr.write(question);
      const answer = open().next();
      const given = await (isTyped ? answer : Promise.race([answer, silence(patienceMs)]));
      process.stderr.write("\n");
      return given?.done === false ? given.value : undefined;
    },
    close: () => lines?.close(),
  };
}

function silence(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), ms).unref());
}
