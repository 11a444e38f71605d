/** `serve`: the terminal on 127.0.0.1 with a local browser's window, or its address where there is none. */
import { mkdirSync } from "node:fs";
import { serveLoopback } from "../loopback/main.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { type Command, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { type OpenedTerminal, openTerminal } from "./open-terminal.ts";

const HIGHEST_PORT = 65_535;

export const serve: Command = {
  name: "serve",
  usage: "serve [--training] [--port N] [--no-window] [--data DIR]",
  summary: "在本机浏览器窗口中打开终端;--training 为练习模式",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, {
      training: { type: "boolean" },
      port: { type: "string" },
      "no-window": { type: "boolean" },
      data: { type: "string" },
    });
    if (values.data) mkdirSync(values.data, { recursive: true });
    const abort = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort());
    const port = wholeNumber(values.port, "port") ?? 0;
    if (port > HIGHEST_PORT) throw new UsageError(`--port: at most ${HIGHEST_PORT}`);
    let opened: OpenedTerminal | undefined;
    try {
      const isServed = await serveLoopback(
        {
          ...{ bundle, port, withWindow: !values["no-window"], isAskedOnTerminal: process.stdin.isTTY === true },
          onBug: (error) => {
            output.note(`internal.unexpected ${String(error)}`);
            return "internal.unexpected";
          },
          async openHost(wishes) {
            opened = await openTerminal({
              ...{ ...wishes, bundle, output, withReaders: true },
              ...{ dataDir: values.data, isTraining: values.training ?? false },
            });
            return opened?.host;
          },
          onReady: ({ clerk, citizen }, hasWindow) => {
            if (hasWindow) output.line("亮证台已打开 / LiangZheng Desk is open");
            output.line(`窗口屏 clerk:   ${clerk}`);
            output.line(`群众屏 citizen: ${citizen}`);
          },
        },
        abort.signal,
      );
      return isServed ? EXIT.good : EXIT.unavailable;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
      output.note(
        `端口 ${port} 不能用（${code}），请换一个或不指定 / port ${port} cannot be had: choose another, or none`,
      );
      return EXIT.unavailable;
    } finally {
      await opened?.close();
    }
  },
};
