/** The administrator's trust data: what is trusted and why, how old it is, what fails from when on, and the ways to change it. */
import { FileInput, RefreshCw, Undo2 } from "lucide-react";
import { type DragEvent, type ReactNode, useEffect } from "react";
import { Button } from "../../components/button.tsx";
import { useFilePicker } from "../../components/use-file-picker.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useTrust } from "../../state/trust-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationHead } from "../administration/administration-head.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { DeadlineList } from "./deadline-list.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { RollBackDialog } from "./roll-back-dialog.tsx";
import { TrustFigures } from "./trust-figures.tsx";
import { TrustTables } from "./trust-tables.tsx";

/** Ages and deadlines move on by themselves. */
const LOOK_AGAIN_MS = 30_000;

export function TrustScreen(): ReactNode {
  const overview = useTrust((trust) => trust.overview);
  const task = useTrust((trust) => trust.task);
  useEffect(() => {
    const { load, leaveTask } = useTrust.getState();
    void load();
    const timer = setInterval(() => void load(), LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      leaveTask();
    };
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const [file] = event.dataTransfer.files;
    if (file) void useTrust.getState().look(file);
  };
  return (
    <main className="administration" tabIndex={-1} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <TrustHead />
      {overview && (
        <>
          <TrustFigures overview={overview} />
          <div className="trust__body">
            <TrustTables overview={overview} />
            <DeadlineList overview={overview} />
          </div>
        </>
      )}
      {task?.kind === "rolling-back" && overview && <RollBackDialog overview={overview} />}
      {task && task.kind !== "rolling-back" && <ImportDialog task={task} />}
      <CounterNotice />
    </main>
  );
}

function TrustHead(): ReactNode {
  const { trustScreen: words } = useStrings();
  const isBusy = useTrust((trust) => trust.isBusy);
  const canRollBack = useTrust((trust) => trust.overview?.canRollBack === true);
  const { refresh, look, askRollBack } = useTrust.getState();
  const { pick, input } = useFilePicker(".json,.cer,.crt,.der,.pem,.crl", look);
  useKeys([
    ["F5", () => void refresh()],
    ["F6", pick],
  ]);
  return (
    <AdministrationHead open="trust" hint={words.dropHint}>
      <Button icon={RefreshCw} keyName="F5" isDisabled={isBusy} onPress={() => void refresh()}>
        {isBusy ? words.refreshing : words.refresh}
      </Button>
      <Button icon={FileInput} keyName="F6" onPress={pick}>
        {words.importFile}
      </Button>
      <Button icon={Undo2} isDisabled={!canRollBack} onPress={askRollBack}>
        {words.rollBack}
      </Button>
      {input}
    </AdministrationHead>
  );
}
