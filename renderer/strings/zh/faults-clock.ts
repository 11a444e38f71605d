/** Why the present time cannot be confirmed after the clock ran ahead, in Chinese. */
import type { FaultCode } from "../../../electron/domain/fault.ts";
import type { FaultText } from "./faults-case.ts";

const ASK = "请联系大厅管理员。";

export const clockFaults: Record<Extract<FaultCode, `clock.${string}`>, FaultText> = {
  "clock.trusted": {
    what: "本机时钟没有可疑",
    why: "现在的时间不早于曾经到过的时间，无需确认。",
    next: ASK,
    nextForAdministrator: "若时钟现在走快了，请先校准，再运行 clock confirm。",
  },
  "clock.differs": {
    what: "输入的时间与本机时钟不一致",
    why: "两者相差超过 5 分钟，没有确认，也没有改动。",
    next: ASK,
    nextForAdministrator: "请照可靠来源（报时、手机网络时间）校准本机时钟，再按那个时间输入。",
  },
  "clock.too-early": {
    what: "本机时钟早于已有的签名时间",
    why: "本机的信任数据是更晚的时候签发的，现在的时间不可能是真的。",
    next: ASK,
    nextForAdministrator: "请校准本机时钟；已经准确的，先核对信任数据的来源。",
  },
};
