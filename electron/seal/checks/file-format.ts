/** Is this a kind of file whose seals can be verified here? */
import { type DocumentCheck, failed, passed, undetermined } from "../answers/outcome.ts";

export const fileFormat: DocumentCheck = ({ format, sizeBytes }) => {
  if (format === "ofd") return passed({ format });
  if (format === "pdf") return undetermined("FORMAT_UNSUPPORTED", { format });
  return failed("CONTAINER_MALFORMED", { format, sizeBytes });
};
