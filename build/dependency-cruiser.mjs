/**
 * The import rule of the house, one row per folder: a folder may import itself, what its row lists, and the named
 * packages; everything else is forbidden. Folders are listed inward first. Proven by tests/gates.
 */
export const rows = {
  "electron/domain": { folders: [], packages: [], node: false },
  "electron/seal": { folders: [], packages: ["saxes", "xmlchars", "fflate"], node: false },
  "electron/drawing": { folders: ["electron/seal"], packages: [], node: false },
  "electron/contract": {
    folders: ["electron/domain", "electron/drawing/screen-drawing", "electron/drawing/drawing", "electron/seal/report"],
    packages: ["zod"],
    node: false,
  },
  "electron/transport": { folders: ["electron/contract", "electron/domain"], packages: ["zod", "ws"], node: true },
  "electron/app": {
    folders: ["electron/domain", "electron/seal", "electron/drawing", "electron/contract"],
    packages: ["zod"],
    node: false,
  },
  "electron/province": { folders: ["electron/app", "electron/domain", "electron/seal"], packages: ["zod"], node: true },
  "electron/trust": { folders: ["electron/app", "electron/domain", "electron/seal"], packages: ["zod"], node: true },
  "electron/storage": {
    folders: ["electron/app", "electron/domain", "electron/seal"],
    packages: ["better-sqlite3", "zod", "sm-crypto-v2"],
    node: true,
  },
  "electron/verification": {
    folders: ["electron/app", "electron/domain", "electron/seal", "electron/drawing"],
    packages: [],
    node: true,
  },
  "electron/devices": {
    folders: ["electron/app", "electron/contract", "electron/domain", "native-devices/host/device-contract"],
    packages: ["zod"],
    node: true,
  },
  "electron/training": { folders: [], packages: ["sm-crypto-v2", "fflate", "@zxing/library"], node: true },
  "electron/host": {
    folders: [
      "electron/(?!main|preload|loopback|cli)",
      "native-devices/host/device-contract",
      "native-devices/virtual/pseudo-terminal",
      "package\\.json$",
    ],
    packages: ["zod", "ws"],
    node: true,
  },
  "electron/loopback": { folders: ["electron/(?!main|preload|cli)"], packages: ["zod", "ws"], node: true },
  "electron/cli": {
    folders: ["electron/(?!main|preload)", "native-devices", "renderer/strings/(?!use-strings)", "renderer/report/"],
    packages: ["zod", "ws"],
    node: true,
  },
  "electron/main": {
    folders: ["electron/(?!preload|loopback|cli)", "renderer/strings/(?!use-strings)"],
    packages: ["electron"],
    node: true,
  },
  "electron/preload": { folders: [], packages: ["electron"], node: false },
  "native-devices": {
    folders: ["electron/domain"],
    packages: ["serialport", "@serialport/[^/]+", "node-hid", "usb", "ws", "zod"],
    node: true,
  },
  renderer: {
    folders: [
      "electron/contract",
      "electron/domain",
      "electron/drawing/drawing",
      "electron/seal/visible-text",
      "electron/transport/(wire|client)",
    ],
    packages: [
      "react",
      "react-dom",
      "zustand",
      "@base-ui/react",
      "lucide-react",
      "@zxing/library",
      "zxing-wasm",
      "zod",
      "scheduler",
      "pdfjs-dist",
    ],
    node: false,
  },
};

function rule([folder, row]) {
  const own = [
    `^${folder}/`,
    ...row.folders.map((f) => `^${f}`),
    ...row.packages.map((p) => `node_modules/(@types/)?${p}(/|$)`),
  ];
  if (!row.node) own.push("^vite/client");
  return {
    name: `${folder.replaceAll("/", "-")}-imports`,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { pathNot: own, ...(row.node ? { dependencyTypesNot: ["core"] } : {}) },
  };
}

export default {
  forbidden: [
    ...Object.entries(rows).map(rule),
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-tests-in-product",
      severity: "error",
      from: { path: "^(electron|native-devices|renderer)/" },
      to: { path: "^tests/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
