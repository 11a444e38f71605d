/** What is built: the renderer, and one bundle for each process of the host. Shared by build, watch and packaging checks. */
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { root } from "./node-version.mjs";
import { pdfData } from "./pdf-data.mjs";

/** Loaded from node_modules at run time: native code, or provided by the shell. */
const EXTERNAL = ["electron", "better-sqlite3", "serialport", "node-hid", "usb"];

const HOST_ENTRIES = {
  main: "electron/main/main.ts",
  cli: "electron/cli/main.ts",
  "storage-worker": "electron/storage/worker.ts",
  "verify-worker": "electron/verification/worker.ts",
  "training-worker": "electron/training/worker.ts",
  "bundle-worker": "electron/trust/bundle-worker.ts",
  "device-process": "native-devices/host/device-process.ts",
};

const shared = { root, logLevel: "error", configFile: false, cacheDir: join(root, ".cache/vite"), publicDir: false };

function hostEntry(name, entry, format = "es") {
  const extension = format === "es" ? "mjs" : "cjs";
  return {
    ...shared,
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: join(root, entry),
      outDir: join(root, "dist/host"),
      emptyOutDir: false,
      target: "node22",
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        external: [...EXTERNAL, /^node:/],
        output: { format, entryFileNames: `${name}.${extension}`, codeSplitting: false },
      },
    },
  };
}

export function buildConfigurations() {
  return [
    {
      ...shared,
      root: join(root, "renderer"),
      base: "/",
      plugins: [react(), pdfData()],
      build: {
        outDir: join(root, "dist/renderer"),
        emptyOutDir: true,
        target: "chrome120",
        assetsInlineLimit: 0,
        sourcemap: false,
        rolldownOptions: { input: ["index.html", "passphrase.html"].map((page) => join(root, "renderer", page)) },
      },
    },
    ...Object.entries(HOST_ENTRIES).map(([name, entry]) => hostEntry(name, entry)),
    hostEntry("preload", "electron/preload/preload.ts", "cjs"),
    hostEntry("passphrase-preload", "electron/preload/passphrase-preload.ts", "cjs"),
  ];
}
