/**
 * What pdf.js asks its own origin for while it paints, under fixed names in `pdf/`: Chinese character maps, two symbol fonts, and
 * decoders in plain JavaScript, because the content policy lets no WebAssembly run. A plugin of the screens' build.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./node-version.mjs";

/** Folder of the package → its files, and the folder of the build. Licences go along. */
const SHIPPED = [
  ["cmaps", /^((Adobe-GB1|GB|UniGB).*\.bcmap|LICENSE)$/, "pdf/maps"],
  ["standard_fonts", /^(Foxit(Symbol|Dingbats)\.pfb|LICENSE_FOXIT)$/, "pdf/fonts"],
  ["wasm", /^(.*_nowasm_fallback\.js|LICENSE_.*(JBIG2|OPENJPEG))$/, "pdf/decoders"],
];

export function pdfData() {
  return {
    name: "pdf-data",
    generateBundle() {
      for (const [folder, shape, target] of SHIPPED) {
        const from = join(root, "node_modules/pdfjs-dist", folder);
        for (const name of readdirSync(from).filter((one) => shape.test(one))) {
          this.emitFile({ type: "asset", fileName: `${target}/${name}`, source: readFileSync(join(from, name)) });
        }
      }
    },
  };
}
