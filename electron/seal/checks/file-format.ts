/** Is this a kind of file whose seals can be verified here? */
import { type DocumentCheck, failed, passed, undetermined } from "../answers/outcome.ts";

export const fileFormat: DocumentCheck = ({ format, foreign, sizeBytes }) => {
  if (format !== "other") return passed({ format });
  // A picture of a license may look like one: there is nothing in it that could be verified.
  if (foreign !== undefined) return undetermined("FORMAT_UNSUPPORTED", { format: foreign });
  return failed("CONTAINER_MALFORMED", { format, sizeBytes });
};
