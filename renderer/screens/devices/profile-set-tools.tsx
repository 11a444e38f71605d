/** All profiles of the hall into a file, or in from one; and what became of the last time. */
import { FileInput, FileOutput } from "lucide-react";
import type { ReactNode } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { useFilePicker } from "../../components/use-file-picker.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useProfileSet } from "../../state/profile-set-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ProfileSetTools({ view }: { readonly view: DevicesView }): ReactNode {
  const { profileSet: words } = useStrings();
  const { isBusy, told, write, look } = useProfileSet();
  const { pick, input } = useFilePicker(".json", look);
  const hasProcess = view.process.state !== "none";
  const canWrite = hasProcess && !isBusy && view.profiles.some(({ origin }) => origin === "hall");
  const canRead = hasProcess && !isBusy;
  useKeys([...(canWrite ? ([["E", () => void write()]] as const) : []), ...(canRead ? ([["I", pick]] as const) : [])]);
  return (
    <div className="profile-set-tools">
      <span role="status">{told && words[told.kind](told.count)}</span>
      <Button size="small" icon={FileOutput} keyName="E" isDisabled={!canWrite} onPress={() => void write()}>
        {words.write}
      </Button>
      <Button size="small" icon={FileInput} keyName="I" isDisabled={!canRead} onPress={pick}>
        {words.look}
      </Button>
      {input}
    </div>
  );
}
