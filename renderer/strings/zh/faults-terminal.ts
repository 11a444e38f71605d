/** Faults of the terminal itself in Chinese: session, storage, trust data, deliveries, devices, calls. */
import type { FaultCode } from "../../../electron/domain/fault.ts";
import type { CaseFaultCode, FaultText } from "./faults-case.ts";
import { clockFaults } from "./faults-clock.ts";
import { profileFaults } from "./faults-profile.ts";
import type { ServiceFaultCode } from "./faults-services.ts";
import { settingFaults } from "./faults-setting.ts";
import { storageFaults } from "./faults-storage.ts";

export type TerminalFaultCode = Exclude<FaultCode, CaseFaultCode | ServiceFaultCode>;

const ASK = "请联系大厅管理员。";

export const terminalFaults: Record<TerminalFaultCode, FaultText> = {
  ...storageFaults,
  ...profileFaults,
  "session.none": { what: "还没有登录", why: "登录已结束。", next: "请登录后继续。" },
  "session.bad-credentials": {
    what: "账号或密码不正确",
    why: "没有与之相符的账号。",
    next: "请重新输入，注意大小写。",
  },
  "session.locked-out": {
    what: "账号已暂时停用",
    why: "连续多次输错密码。",
    next: "请稍后再试，或请大厅管理员重置密码。",
    nextForAdministrator: "核实本人身份后可以重置密码。",
  },
  "session.locked": { what: "终端已锁定", why: "锁定期间不能办理业务。", next: "请输入密码解锁。" },
  "session.taken": {
    what: "这台终端正有人使用",
    why: "已登录的人员没有锁定，也没有退出。",
    next: "请对方先锁定终端或退出，再由您登录。",
  },
  "session.role": { what: "您的角色不能这样做", why: "这项功能属于其他角色。", next: "请联系有权限的人员。" },
  "session.disabled": { what: "账号已停用", why: "大厅管理员停用了这个账号。", next: "如需使用，请联系大厅管理员。" },
  "session.password-change": {
    what: "请设置新密码",
    why: "现在的密码是一次性的，只用来设置新密码。",
    next: "请输入新密码后登录。",
  },
  "session.password-weak": {
    what: "新密码不够安全",
    why: "密码至少 8 个字符，含大写字母、小写字母、数字、符号中的三种，不含账号，也不与原密码相同。",
    next: "请换一个密码。",
  },
  "user.unknown": { what: "没有这个账号", why: "列表可能已经变化。", next: "请刷新人员列表。" },
  "user.exists": { what: "账号已存在", why: "账号不能重复，大小写不同也算重复。", next: "请换一个账号。" },
  "user.self": { what: "不能停用自己的账号", why: "停用后您将无法登录。", next: "请由另一位管理员操作。" },
  "factor.needed": {
    what: "请插入 UKey 并输入 PIN",
    why: "您的角色登录时须使用 UKey。",
    next: "请输入 UKey 的 PIN 后登录。",
  },
  "factor.absent": { what: "没有找到 UKey", why: "UKey 未插好，或已被拔出。", next: "请插好本人的 UKey 后重试。" },
  "factor.wrong-key": {
    what: "不是这个账号的 UKey",
    why: "证书不是登记的那一张，已过期，或签名不符。",
    next: "请换用本人的 UKey；换发过证书的，请管理员重新登记。",
  },
  "factor.pin-wrong": {
    what: "PIN 不正确",
    why: "输入的 PIN 与 UKey 不符。",
    next: "请核对后重新输入；连续输错会锁定 UKey。",
    told: ({ left }) => (left === undefined ? {} : { next: `还可以试 ${left} 次，用完后 UKey 锁定；请核对后再输。` }),
  },
  "factor.pin-locked": { what: "UKey 的 PIN 已锁定", why: "输错次数过多。", next: "请到发证机构解锁后再用。" },
  "factor.damaged": {
    what: "练习用 UKey 的文件已损坏",
    why: "练习模式的软件 UKey 存放在 software-ukey.json 里，内容不完整；没有自动另换一把，因为登记过的是原来那把。",
    next: "请联系管理员。",
    nextForAdministrator: "请把该文件移走后重新启动练习模式，会生成新的练习 UKey；再在“人员”里重新登记。",
  },
  "factor.not-enrolled": {
    what: "账号还没有登记 UKey",
    why: "您的角色登录时须使用 UKey。",
    next: "请联系管理员在“人员”里登记。",
  },
  "factor.shared": {
    what: "这把 UKey 已登记给另一个账号",
    why: "一把 UKey 只能证明一个人，不能由两个账号共用。",
    next: "请换用本人的 UKey，或联系大厅管理员。",
    nextForAdministrator: "先停用另一个账号，或为它登记另一把 UKey，再重试。",
  },
  "factor.unavailable": {
    what: "这台终端不能使用 UKey",
    why: "没有 UKey 驱动，而您的角色须使用 UKey 登录。",
    next: "请联系大厅管理员。",
    nextForAdministrator: "安装 UKey 驱动，或在 terminal.json 中去掉 secondFactorRoles。",
  },
  "recheck.unknown": {
    what: "这一项已经处理过",
    why: "可能另一位工作人员刚刚登记。",
    next: "请刷新列表查看处理结果。",
  },
  "user.other-role": {
    what: "此人已有另一角色的账号",
    why: "窗口办件、终端管理、审计三种角色互相监督，一人只能有一种。",
    next: "请先停用原账号；若是同名的另一人，请在姓名后加以区分。",
  },
  "trust.bad-signature": {
    what: "信任数据包签名不对",
    why: "数据包可能被改动，已拒收，原数据不受影响。",
    next: "请联系大厅管理员重新获取。",
    nextForAdministrator: "请从发布单位重新获取；多次出现请上报。",
  },
  "trust.unknown-publisher": {
    what: "信任数据包的发布者不认识",
    why: "发布者的密钥不在本终端的名单里，已拒收。",
    next: ASK,
    nextForAdministrator: "请核对发布单位的密钥指纹，更换密钥须按管理员手册第二节执行。",
  },
  "trust.publisher-retired": {
    what: "信任数据包由已停用的密钥签名",
    why: "发布者已换用新密钥，旧密钥的并用期已过，已拒收，原数据不受影响。",
    next: ASK,
    nextForAdministrator: "请向发布单位索取新密钥签名的数据包；旧密钥仍在签发的，应立即上报。",
  },
  "trust.rolled-back": {
    what: "收到的信任数据比现有的旧",
    why: "期号更低或签发时间更早，已拒收，继续使用现有数据。",
    next: "无需处理；反复出现请联系大厅管理员。",
    nextForAdministrator: "请检查发布服务是否回退到旧版本。",
  },
  "trust.unreadable": {
    what: "信任数据读不出来",
    why: "文件不完整或格式不对，已拒收，原数据不受影响。",
    next: "请重新更新；仍不行联系大厅管理员。",
    nextForAdministrator: "请检查文件来源和传输是否完整。",
  },
  "trust.shrunk": {
    what: "信任数据异常变少",
    why: "内容不足上一期的一半，已拒收，原数据不受影响。",
    next: ASK,
    nextForAdministrator: "请向发布单位核实这一期是否完整。",
  },
  ...settingFaults,
  ...clockFaults,
  "policy.unreadable": {
    what: "核验策略文件读不出来",
    why: "policy.json 缺失、格式不对，或有不认识的内容。为免按较宽的规则核验，没有采用任何策略。",
    next: ASK,
    nextForAdministrator: "请按提示的行号和位置更正；要恢复内置策略，请把 policy.json 移出数据文件夹。",
  },
  "policy.rows": {
    what: "核验策略有重复或不认识的条目",
    why: "每个代码只能有一行，而且须是本版本认识的代码，否则不能采用。",
    next: ASK,
    nextForAdministrator: "请对照手册中的内置策略改正或删去所列条目；没有写的条目按内置策略办理。",
  },
  "policy.too-mild": {
    what: "核验策略比内置的宽",
    why: "大厅的策略只能更严：不得放宽处置，也不得改写标准规定的结论。",
    next: ASK,
    nextForAdministrator: "请把所列条目改回不低于内置策略的处置。",
  },
  "policy.version-taken": {
    what: "核验策略的版本号与内置的相同",
    why: "内容不同的策略用了同一个版本号，报告将无法说明按哪一份核验。",
    next: ASK,
    nextForAdministrator: "请给大厅的策略另起版本号，例如加上大厅名称和日期。",
  },
  "trust.from-future": {
    what: "吊销列表的签发时间在将来",
    why: "列表的时间晚于本机时钟，可能是时钟不准，已拒收。",
    next: ASK,
    nextForAdministrator: "请先核对本机时间，再核对列表来源。",
  },
  "trust.list-unsigned": {
    what: "吊销列表不是由已有的证书签发",
    why: "本机没有能验证它的签发证书，或签名不符，已拒收。",
    next: ASK,
    nextForAdministrator: "请先导入签发机构的证书；已有证书的，请重新获取列表。",
  },
  "trust.not-confirmed": {
    what: "根证书还没有核对指纹",
    why: "根证书一经导入就受信任，必须由人与发布单位核对。",
    next: ASK,
    nextForAdministrator: "请通过电话或书面向发布单位核对指纹，一致后再确认导入。",
  },
  "trust.nothing-new": { what: "文件里没有新内容", why: "其中的证书和列表本机都已有。", next: "无需处理。" },
  "trust.nothing-older": { what: "没有可以回退的上一代", why: "本机只保存着当前这一代。", next: "无需处理。" },
  "trust.not-imported": {
    what: "这一项不是人工导入的",
    why: "省里下发的信任数据不能在本机删除。",
    next: "请刷新后再看；需要撤下的请联系发布单位。",
  },
  "trust.no-upload": {
    what: "要导入的文件已不在",
    why: "文件保留的时间已过，或已换成别的文件。",
    next: "请重新选择文件。",
  },
  "trust.too-large": { what: "文件太大", why: "超过了信任数据文件的上限。", next: "请核对是否选错了文件。" },
  "report.no-browser": {
    what: "没有可用的浏览器，生成不了 PDF",
    why: "PDF 由本机的 Chromium 排版，这台机器上没有找到 Chromium、Chrome 或 Edge。",
    next: ASK,
    nextForAdministrator:
      "请安装 Chromium，或用环境变量 LIANGZHENG_BROWSER 指明浏览器；也可以把报告存为 .html，在别处打印。",
  },
  "report.not-printed": {
    what: "核验报告没有打印成 PDF",
    why: "浏览器没有在时限内排出 PDF，或中途退出。",
    next: "请再试一次；仍不行，把报告存为 .html。",
  },
  "report.not-written": {
    what: "核验报告写不进文件",
    why: "目标文件夹不存在、没有写权限，或磁盘已满。",
    next: "请换一个可以写的位置。",
  },
  "delivery.refused": {
    what: "受理平台退回了材料结果",
    why: "统一受理平台认为记录不符合要求。",
    next: "请在受理平台补录，并告知大厅管理员。",
    nextForAdministrator: "请查看被退回的记录，更正后重新报送。",
  },
  "delivery.key-reused": {
    what: "报送编号重复",
    why: "同一编号已报送过不同内容。",
    next: ASK,
    nextForAdministrator: "请核对受理平台上的记录，以实际决定为准。",
  },
  "delivery.in-progress": {
    what: "受理平台正在处理",
    why: "上一次报送还没有结果。",
    next: "无需处理，系统会自动再问。",
  },
  "delivery.gap": { what: "留痕上报有缺口", why: "省平台缺少前面的记录。", next: "无需处理，系统会自动补报。" },
  "delivery.fork": {
    what: "留痕与省平台不一致",
    why: "同一序号的记录内容不同，例如从备份恢复之后。",
    next: "请立即联系大厅管理员。",
    nextForAdministrator:
      "刚从备份恢复过：请关闭终端，执行 liangzheng audit continue --data 数据文件夹；仍不行的，请与省平台处理。没有恢复过：请停止改动本机数据，通知审计员核查留痕链。",
  },
  "device.gone": {
    what: "读卡器或扫码枪断开了",
    why: "设备被拔出或断电。",
    next: "请检查接线；期间可用 F2、F3、F4、F6 办理。",
    nextForAdministrator: "请检查接线和端口；端口变了，或型号与设备配置不符，请在“管理 → 设备”中更换。",
  },
  "device.busy": {
    what: "设备被其他程序占用",
    why: "另一个程序正在使用同一设备。",
    next: "请关闭占用设备的程序。",
    nextForAdministrator: "请停用旧的扫码或读卡软件的自动启动。",
  },
  "device.denied": {
    what: "没有使用设备的权限",
    why: "操作系统不允许访问该设备。",
    next: ASK,
    nextForAdministrator: "请把运行账号加入串口设备用户组。",
  },
  "device.silent": {
    what: "设备没有反应",
    why: "已连接，但没有应答。",
    next: "请重新插拔设备。",
    nextForAdministrator: "请重新插拔；仍无应答，请核对波特率，或更换设备配置，再试一试。",
  },
  "device.process-stopped": {
    what: "设备程序意外停止",
    why: "设备驱动出错，正在自动重启。",
    next: "请稍等几秒；反复出现请联系大厅管理员。",
    nextForAdministrator: "请收集诊断信息并检查驱动版本。",
  },
  "device.unavailable": {
    what: "本机不能使用这种设备",
    why: "当前系统没有相应的驱动或部件。",
    next: "请换用其他方式。",
    nextForAdministrator: "请核对设备型号和驱动清单。",
  },
  "device.unknown": { what: "没有这台设备", why: "设备已被移除，或名称不对。", next: "请刷新设备列表后重试。" },
  "device.too-many": { what: "设备数量已到上限", why: "一个窗口最多 16 台设备。", next: "请先移除不用的设备。" },
  "device.recording-unknown": {
    what: "没有这份录制",
    why: "文件已被移走，或者不是一份录制。",
    next: "请刷新列表，选择另一份。",
  },
  "device.recording-unplayable": {
    what: "这份录制只能查看，不能重放",
    why: "它录的是厂商读卡程序的应答；其中的个人信息换成样例后互相对不上，重放读不出卡。",
    next: "请直接查看各段内容；要重现问题，请在“设备”中试一试。",
  },
  "device.not-recorded": {
    what: "没有可保存的记录",
    why: "最近 60 秒内这台设备没有收发数据。",
    next: "请让设备读一次后马上保存。",
  },
  "document.unknown": { what: "证照文件已不在本机", why: "办件结束后证照即被清除。", next: "需要时请重新调取。" },
  "call.unknown-command": {
    what: "屏幕与程序版本不一致",
    why: "屏幕请求了程序不认识的功能。",
    next: "请重新打开亮证台。",
    nextForAdministrator: "请重新安装，确保版本一致。",
  },
  "call.invalid": { what: "填写的内容不符合要求", why: "内容为空、过长或格式不对。", next: "请检查后重新填写。" },
  "call.bad-reply": {
    what: "程序的回答不完整",
    why: "程序内部出错，已记录。",
    next: "请再试一次；反复出现请联系大厅管理员。",
    nextForAdministrator: "请把事件编号提供给技术支持。",
  },
  "call.cancelled": { what: "操作已取消", why: "您或系统中止了这一步。", next: "需要时请重新操作。" },
  "call.carrier-lost": {
    what: "与本机程序的连接中断",
    why: "程序正在重启、没有响应，或已退出。",
    next: "正在自动重连；一分钟后仍未恢复，请重新打开亮证台。",
  },
  "appointments.unreadable": {
    what: "预约名单读不了",
    why: "不是带表头的 CSV 或 JSON 名单，编码不对，缺少必需的列，或行数过多。",
    next: "请从预约系统重新导出：CSV 要有预约号、事项编码、姓名、证件号码、日期和时段。",
  },
  "appointments.no-source": {
    what: "没有接收预约名单的地址",
    why: "这台终端的配置里没有省平台预约接口。",
    next: "请改用导入名单文件，或请大厅管理员配置预约接口。",
  },
  "appointments.other-person": {
    what: "预约的姓名和证件号码不是同一人",
    why: "省库中该证件号码的持证人是另一姓名，取到的证照没有保存。",
    next: "请核对预约登记的证件号码；办理时请读身份证。",
  },
  "file.unreadable": {
    what: "文件或文件夹读不了",
    why: "文件已不在、U 盘已拔出、选的是文件夹、当前用户无权读取，或磁盘有问题。",
    next: "请插好 U 盘、选中文件本身再试；仍读不了，请核对路径和权限。",
  },
  "file.not-judged": {
    what: "这个文件没有得出结论",
    why: "核验线程在处理它时中断或超时，其他文件不受影响。",
    next: "请不要采信。可单独再核验一次；仍然中断请把文件交给技术支持。",
  },
  "internal.unexpected": {
    what: "程序遇到意外错误",
    why: "错误已记录，办件数据没有丢失。",
    next: "请再试一次；反复出现请把编号告诉大厅管理员。",
    nextForAdministrator: "请凭事件编号查看运行日志并联系技术支持。",
  },
};
