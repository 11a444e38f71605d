/** A process that renews the keys of a file and is killed by itself in the middle: at the n-th wrapping, nothing is committed yet. */
import { fileKeyRing } from "../../../electron/storage/file-key-ring.ts";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { optionsFor } from "../storage-sample.ts";

const [file = "", passphrase = "", wrappings = ""] = process.argv.slice(2);
const ring = fileKeyRing(`${file}.key`, passphrase);
let left = Number(wrappings);
openStorage({
  ...optionsFor(file),
  keys: {
    ...ring,
    wrap(dataKey) {
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
      return ring.wrap(dataKey);
    },
  },
});
