/** One configuration for all test folders; folders are named on the command line. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  cacheDir: `${root}/.cache/vitest`,
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    // Compiled files run as they are: the shell's tests put a stand-in under its bare import of "electron".
    server: { deps: { external: [/\/dist\//, /electron-stand-in/] } },
  },
});
