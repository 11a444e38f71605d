/** The fault of a setting that an administrator wrote, in Chinese. */
import type { FaultText } from "./faults-case.ts";

export const settingFaults: Readonly<Record<"setting.unreadable", FaultText>> = {
  "setting.unreadable": {
    what: "终端设置读不出，终端没有打开",
    why: "terminal.json 有写错的地方；没有改用练习模式，以免误当成正式办理。",
    next: "请联系大厅管理员。",
    nextForAdministrator: "请按上面写明的位置改正 terminal.json 后重新启动；要练习，请加 --training 启动。",
    told: ({ problem }) => (problem === undefined ? {} : { why: `terminal.json 有写错的地方：${problem}` }),
  },
};
