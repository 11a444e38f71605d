/** Faults of the hall's device profiles in Chinese. */
import type { FaultText } from "./faults-case.ts";

export const profileFaults = {
  "device.profile-unknown": {
    what: "没有这个设备配置",
    why: "内置配置和大厅配置中都没有它。",
    next: "请从列表中选择设备配置。",
  },
  "device.nothing-to-take-back": {
    what: "没有可以换回的导入",
    why: "导入之后又改过设备配置，或者已经换回。",
    next: "请在“设备配置”里逐个修改。",
  },
} satisfies Record<string, FaultText>;
