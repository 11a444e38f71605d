/** Faults of readers behind a program of their maker, or behind the system's smart-card service, in Chinese. */
import type { FaultCode } from "../../../electron/domain/fault.ts";
import type { FaultText } from "./faults-case.ts";

export type ServiceFaultCode = Extract<FaultCode, `device.service-${string}` | `device.smart-card-${string}`>;

const ASK = "请联系大厅管理员。";

export const serviceFaults: Readonly<Record<ServiceFaultCode, FaultText>> = {
  "device.service-down": {
    what: "读卡服务没有运行",
    why: "这台设备要通过厂商的读卡程序使用，它没有启动或已经退出。",
    next: "请稍等，它启动后自动恢复；仍然不行请联系大厅管理员。",
    nextForAdministrator: "请启动厂商的读卡服务，并核对设备配置里的地址和端口。",
  },
  "device.service-nonsense": {
    what: "读卡服务的应答不对",
    why: "厂商的读卡程序应答了，但内容和设备配置对不上，或者太长、转到了别处。",
    next: ASK,
    nextForAdministrator: "请按厂商说明核对地址、询问内容和各项位置；程序升级后格式可能变了。",
  },
  "device.service-off": {
    what: "读卡服务已被停用",
    why: "厂商的读卡程序说它不提供服务。",
    next: ASK,
    nextForAdministrator: "请在厂商的读卡程序里启用读卡。",
  },
  "device.smart-card-library": {
    what: "本机不能读社会保障卡",
    why: "缺少读智能卡需要的部件。",
    next: ASK,
    nextForAdministrator:
      "Linux 请安装 libpcsclite1 和 pcscd（sudo apt-get install libpcsclite1 pcscd）；已经安装的，请重新安装亮证台以补齐 pcsc-mini。",
  },
  "device.smart-card-service": {
    what: "智能卡服务没有运行",
    why: "读社会保障卡要通过操作系统的智能卡服务，它没有启动。",
    next: ASK,
    nextForAdministrator:
      "Linux 请安装并启动 pcscd（sudo systemctl enable --now pcscd.socket）；Windows 请启动“Smart Card”服务。",
  },
};
