/** Entry of the `liangzheng` command: chooses the command, and turns what it throws into a sentence and an exit code. */
import { visibleText } from "../seal/visible-text.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT } from "./exit-codes.ts";

/** Names in files and certificates are anybody's: none of them moves the cursor or turns a line round. */
const harmless = (text: string) =>
  text
    .split(/([\n\t])/)
    .map((part) => (/^[\n\t]$/.test(part) ? part : visibleText(part)))
    .join("");

const output: Output = {
  json: (value) => void process.stdout.write(`${visibleText(JSON.stringify(value))}\n`),
  line: (text) => void process.stdout.write(`${harmless(text)}\n`),
  note: (text) => void process.stderr.write(`${harmless(text)}\n`),
};

function find(argv: readonly string[]): { readonly command: Command; readonly args: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const command = COMMANDS.find((one) => one.name === argv.slice(0, words).join(" "));
    if (command) return { command, args: argv.slice(words) };
  }
  return undefined;
}

function help(): void {
  output.note("liangzheng — 亮证台命令行 / command line of LiangZheng Desk\n");
  for (const { usage, summary } of COMMANDS) output.note(`  liangzheng ${usage}\n      ${summary}`);
}

async function main(argv: readonly string[]): Promise<number> {
  const found = find(argv);
  if (!found) {
    help();
    return argv.length === 0 || argv[0] === "help" || argv[0] === "--help" ? EXIT.good : EXIT.usage;
  }
  if (found.args.includes("--help")) {
    output.line(`liangzheng ${found.command.usage}\n${found.command.summary}`);
    return EXIT.good;
  }
  try {
    return await found.command.run({ args: found.args, output, bundle: import.meta.url });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.note(`${error.message}\nliangzheng ${found.command.usage}`);
    return EXIT.usage;
  }
}

// A reader that closed the pipe (head, less) has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.good);
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    output.note(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = EXIT.unavailable;
  },
);
