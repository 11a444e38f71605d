/** The table of devices in the manual: what ships as a profile, for which makers, and how far each was checked. */
import { listProfiles, loadProfile } from "../../native-devices/profiles/loader.ts";
import { isMiddleware, matchesOf, type Profile } from "../../native-devices/profiles/profile.ts";

/** `bytes`: the maker's documented frames, as tables. `emulated`: the real library on an emulated port. `hardware`: a device on a desk. */
type Check = "bytes" | "emulated" | "hardware";

interface Known {
  readonly maker: string;
  readonly models: string;
  readonly checks: readonly Check[];
}

const CHECKS: Readonly<Record<Check, string>> = { bytes: "字节表", emulated: "仿真", hardware: "真机" };

/** By id of the profile. A check stands here only if a test makes it; `hardware` only after the checklist was gone through. */
export const KNOWN_DEVICES: Readonly<Record<string, Known>> = {
  "serial-scanner-9600": { maker: "各厂商", models: "RS-232 扫码器、扫码模块", checks: ["bytes", "emulated"] },
  "serial-scanner-115200": { maker: "各厂商", models: "高速二维扫码器", checks: ["bytes", "emulated"] },
  "usb-cdc-scanner": { maker: "各厂商", models: "USB 虚拟串口模式的扫码器（Linux）", checks: ["bytes", "emulated"] },
  "training-scanner": { maker: "亮证台", models: "练习模式的虚拟扫码枪", checks: ["bytes", "emulated"] },
  "honeywell-serial": { maker: "霍尼韦尔、优解", models: "串口或 USB 虚拟串口模式", checks: ["bytes", "emulated"] },
  "newland-serial": { maker: "新大陆", models: "HR、FM 系列，串口或 USB 虚拟串口模式", checks: ["bytes", "emulated"] },
  "gm65-serial": { maker: "GM", models: "GM65、GM861 扫码模块", checks: ["bytes", "emulated"] },
  "zebra-ssi-serial": { maker: "斑马（讯宝）", models: "支持 SSI 的串口扫码器", checks: ["bytes", "emulated"] },
  "datalogic-serial": { maker: "得利捷", models: "PowerScan 等串口扫码器", checks: ["bytes", "emulated"] },
  "hid-scanner": {
    maker: "斑马、得利捷、Access-IS 等",
    models: "HID POS 模式，标准报文",
    checks: ["bytes", "emulated"],
  },
  "hid-scanner-honeywell": { maker: "霍尼韦尔、优解", models: "HID POS 模式", checks: ["bytes", "emulated"] },
  "hid-scanner-newland": { maker: "新大陆", models: "HID POS 模式", checks: ["bytes", "emulated"] },
  "hid-scanner-microscan": { maker: "Microscan", models: "HID 模式", checks: ["bytes", "emulated"] },
  "hid-scanner-vguang": { maker: "微光", models: "TX800-U 等，HID 模式", checks: ["bytes", "emulated"] },
  "sdt-serial-115200": {
    maker: "各厂商",
    models: "串口身份证阅读器（SDT 协议）",
    checks: ["bytes", "emulated"],
  },
  "sdt-hid": { maker: "信通、森锐、亿数", models: "免驱 HID 身份证阅读器", checks: ["bytes", "emulated"] },
  "sdt-hid-mr300": { maker: "中正", models: "MR-300 身份证阅读器（HID 封装报文）", checks: ["bytes", "emulated"] },
  "sdt-usb-samv": {
    maker: "神思等",
    models: "USB 批量传输的身份证阅读器（须装 USB 部件）",
    checks: ["bytes", "emulated"],
  },
  "sdt-usb-single": {
    maker: "精伦等",
    models: "iDR310 一类，整帧走一个端点的 USB 身份证阅读器（须装 USB 部件）",
    checks: ["bytes", "emulated"],
  },
  "sdt-hid-dk": { maker: "DK", models: "免驱 HID 身份证阅读器（带长度字节）", checks: ["bytes", "emulated"] },
  "service-card-http": {
    maker: "各厂商",
    models: "本机读卡服务，HTTP 应答 JSON（模板，按厂商说明填写）",
    checks: ["bytes", "emulated"],
  },
  "service-card-ws": {
    maker: "各厂商",
    models: "本机读卡服务，WebSocket 应答 JSON（模板）",
    checks: ["bytes", "emulated"],
  },
  "social-card-pcsc": {
    maker: "各厂商",
    models: "接触式智能卡读卡器（CCID），读社会保障卡",
    checks: ["bytes", "emulated"],
  },
  "service-code-ws": {
    maker: "各厂商",
    models: "本机扫码服务，WebSocket 应答 JSON（模板）",
    checks: ["bytes", "emulated"],
  },
};

/** Rows of maker, models, how it is found, profile, how it was checked. */
export function deviceRows(): readonly (readonly string[])[] {
  return listProfiles().map(({ id }) => {
    const loaded = loadProfile(id);
    const { maker = "未注明", models = "未注明", checks = [] } = KNOWN_DEVICES[id] ?? {};
    const checked = checks.map((check) => CHECKS[check]).join("、") || "尚未检验";
    return [maker, models, loaded.ok ? foundBy(loaded.profile) : "", `\`${id}\``, checked];
  });
}

function foundBy(profile: Profile): string {
  if (isMiddleware(profile)) return "本机地址";
  const { transport } = profile;
  const ways = matchesOf(profile).map((one) => {
    if (one.bus === "pcsc") return "任意 PC/SC 读卡器";
    if (one.vid !== undefined) return `\`${one.vid.toUpperCase()}:${one.pid?.toUpperCase() ?? "*"}\``;
    if (one.bus === "hid") return `HID 用途 \`${one.usagePage}:${one.usage ?? "*"}\``;
    return one.bus === "serial" ? `端口名 \`${one.name}\`` : "";
  });
  if (ways.length > 0) return ways.join("、");
  // A USB device has another path after every plug.
  if (transport.type === "usb") return "未查到公开的 VID:PID，须填写";
  return transport.type === "hid" ? "须指定设备路径" : "须指定端口";
}
