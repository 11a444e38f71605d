import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One configuration for all test folders; `VITEST_E2E` style switches are not used, folders are named on the command line. */
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
  },
});
