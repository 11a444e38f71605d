/** The training province as a process of its own, in the folder `DIR`; says on its channel how a terminal reaches it. */
import { startTraining } from "../../../electron/host/training-setting.ts";
import { sourceEntries } from "../host/open-test-host.ts";

const [dataDir = ""] = process.argv.slice(2);
const province = await startTraining({ dataDir, worker: sourceEntries.trainingWorker });
const { training: _, secondFactor: __, ...setting } = province.setting;
process.send?.({ setting, port: Number(new URL(province.baseUrl).port), cast: await province.fullCast() });
process.on("disconnect", () => process.exit(0));
