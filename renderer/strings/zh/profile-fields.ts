/** Every field of a device profile in Chinese: what it is called, and what an administrator should know before changing it. */

export interface FieldText {
  readonly label: string;
  readonly help: string;
}

const fields = {
  id: { label: "编号", help: "小写字母、数字、横线。与内置编号相同就替换内置的；改成新编号就另存一份。" },
  name: { label: "名称", help: "管理员在列表里看到的名称。" },
  match: {
    label: "识别条件",
    help: "插上后凭什么认出它：VID、PID、序列号或端口名，满足任意一条即可。留空 [] 则须在添加设备时指定端口。",
  },
  "transport.baud": { label: "波特率", help: "须与设备一致，不一致会乱码或没有反应。USB 虚拟串口不受它影响。" },
  "transport.fallbackBauds": { label: "备用波特率", help: "设备不应答时依次试这些，逗号分隔，最多四个。" },
  "transport.dataBits": { label: "数据位", help: "几乎都是 8。" },
  "transport.parity": { label: "校验位", help: "几乎都是“无校验”。不一致会出现乱码。" },
  "transport.stopBits": { label: "停止位", help: "几乎都是 1。" },
  "transport.layout": { label: "报文格式", help: "多数厂商是“标准”；新大陆、Microscan 各有自己的格式。" },
  "transport.prepare": {
    label: "打开时的准备",
    help: "霍尼韦尔、优解须先切换报文方式，选“霍尼韦尔”；其他厂商不设置。",
  },
  "transport.pipes": {
    label: "USB 端点",
    help: '帧头和其余部分各走哪个端点，只写编号；同一编号表示一起传送。整帧走一个端点、编号不明的写 "single"（带引号）。',
  },
  "transport.carrier": { label: "传送方式", help: "阅读器怎样把数据放进 HID 报文，照厂商说明选择。" },
  "transport.url": {
    label: "服务地址",
    help: "厂商读卡程序在本机的地址，http:// 或 ws:// 开头，只能是 127.0.0.1、[::1] 或 localhost。照厂商说明填写。",
  },
  "transport.answerMs": { label: "应答时限（毫秒）", help: "这么久没有收到完整应答，就当作没有应答。一般 3000。" },
  "transport.maxBytes": { label: "应答最大长度（字节）", help: "超过就断开。应答里带照片的，调大到 262144 以上。" },
  "ask.way": { label: "取得方式", help: "轮询：每隔一段时间问一次。推送：连上后由厂商程序主动发来，只用于 ws://。" },
  "ask.everyMs": { label: "询问间隔（毫秒）", help: "不小于 200，一般 1000。" },
  "ask.send": { label: "询问内容", help: "每次发出的内容。http:// 不设置就用 GET，设置了就用 POST；ws:// 必须设置。" },
  "ask.hello": { label: "连上后先发", help: '有的程序连上后要先收到一句才开始推送，如 {"type":4}。' },
  "ask.isHelloAnswered": { label: "先发的要有应答", help: "勾选后，收到应答才算连好。" },
  "answer.encoding": { label: "应答的文字编码", help: "汉字成乱码时选定；“自动”先试 UTF-8，再试 GB18030。" },
  "answer.status": {
    label: "状态码",
    help: "at 是状态码的位置；-1 到 4 依次是未知、正常、警告、故障、忙、停用。其他代码在 words 里说明，没有卡写 nothing。",
  },
  "answer.text": { label: "码的位置", help: "码的文字在应答里的位置，如 /data/code。" },
  "answer.card.name": {
    label: "姓名的位置",
    help: "在应答 JSON 里的位置，用 / 一层层写，如 /data/name；列表写序号，如 /list/0。",
  },
  "answer.card.number": { label: "证件号码的位置", help: "如 /data/idNumber。是哪种证件由号码判断。" },
  "answer.card.sex": { label: "性别的位置", help: "男、女，或代码 1、2。与号码不符就当作读坏。" },
  "answer.card.nation": { label: "民族的位置", help: "名称或代码都可以。" },
  "answer.card.birth": { label: "出生日期的位置", help: "与号码不符就当作读坏。" },
  "answer.card.address": { label: "住址的位置", help: "没有就不设置。" },
  "answer.card.issuer": { label: "签发机关的位置", help: "没有就不设置。" },
  "answer.card.validFrom": { label: "有效期起的位置", help: "起止写在一起的，两项填同一个位置。" },
  "answer.card.validTo": { label: "有效期止的位置", help: "日期或“长期”。到期的证件会提示。" },
  "answer.card.englishName": { label: "英文姓名的位置", help: "外国人永久居留身份证才有。" },
  "answer.card.nationality": { label: "国籍的位置", help: "外国人永久居留身份证才有。" },
  "answer.card.permitNumber": { label: "通行证号码的位置", help: "港澳台居民居住证才有。" },
  "framing.terminators": {
    label: "结束符",
    help: "每个码之后设备发出的字符。勾选得多也没关系；一个都不发的，勾“无”，靠静默时间分开。",
  },
  "framing.stxEtx": { label: "首尾标志", help: "设备在码的前后加 STX 和 ETX 时勾选；没有加的，勾选也不影响。" },
  "framing.idleMs": {
    label: "静默时间（毫秒）",
    help: "这么久没有新数据，就当作一个码结束。长码被拆成两段时调大，反应慢时调小。",
  },
  "framing.maxBytes": { label: "最大长度（字节）", help: "超过就当作读坏。一般不用改。" },
  "framing.fixedBytes": { label: "固定长度（字节）", help: "只有每个码一样长、又没有结束符时才设置。" },
  "framing.packets": {
    label: "分包",
    help: "斑马设备设成 SSI 分包发送时选“SSI”；同时也能读不分包的。其他厂商不设置。",
  },
  "framing.prefix": { label: "前缀", help: "设备被设成每个码前加的字节，十六进制，读到后去掉。" },
  encoding: { label: "文字编码", help: "汉字成乱码时，照设备的设置选定；“自动”在很短的码上可能猜错。" },
  aim: { label: "码制标识", help: "形如 ]Q1 的三个字符。一般去掉。" },
  sameCodeQuietMs: { label: "同码不重复（毫秒）", help: "这么久之内再扫到同一个码，只提示，不重复处理。" },
  "timing.pollMs": { label: "找卡间隔（毫秒）", help: "不小于 300，太快有的阅读器会死机。" },
  "timing.statusMs": { label: "询问状态的时限（毫秒）", help: "一般 1000。" },
  "timing.findMs": { label: "找卡的时限（毫秒）", help: "一般 1000。" },
  "timing.readMs": { label: "读卡的时限（毫秒）", help: "一般 3000；读得慢的阅读器可调大。" },
  "timing.interByteMs": { label: "数据中断的时限（毫秒）", help: "一段数据中间停这么久就算断了。一般 200。" },
  "timing.commandMs": { label: "每条命令的时限（毫秒）", help: "一般 2000；旧卡读得慢可调大。" },
  sameCardQuietMs: { label: "同卡不重复（毫秒）", help: "这么久之内再读到同一张卡，不重复处理。一般 3000。" },
  "timing.sameCardQuietMs": { label: "同卡不重复（毫秒）", help: "这么久之内再放同一张卡，不重复处理。一般 3000。" },
  "options.readFingerprint": {
    label: "长格式应答",
    help: "只有阅读器不支持短格式时才勾选。指纹数据读到后立即丢弃，不保存、不显示。",
  },
  "options.readAddedAddress": { label: "追加住址", help: "卡上住址写满时再读追加的住址。" },
  "options.photoDecoder": {
    label: "照片解码程序",
    help: "由厂商动态库封装成的程序，填完整路径，不带参数；做法见手册“身份证照片”一页。留空则不显示证件照片。",
  },
  "retry.backoffMs": {
    label: "重连间隔（毫秒）",
    help: "断开后每次重试之前等多久，逗号分隔；插上设备时立即重试，不等。",
  },
  commands: { label: "命令", help: "触发、停止、鸣响等命令的字节和应答。照厂商手册填写，写错可能改动设备设置。" },
  onOpen: { label: "打开时发送", help: "连接后先发给设备的命令，每一步都要有应答，合计不超过 2 秒。" },
  probe: {
    label: "身份询问",
    help: "连接时用“命令”里的 identify 问设备是谁。“必须应答”时空闲 10 秒后再问，两次没有应答算断开。identify 每一步都要有应答。",
  },
  isUnsafe: { label: "允许不核对应答", help: "只有设备从不应答时才勾选：发出的命令是否生效，程序无从知道。" },
} satisfies Record<string, FieldText>;

export type FieldPath = keyof typeof fields;

export const profileFields: Record<FieldPath, FieldText> = fields;

/** Values that a person chooses from, where they are not clear by themselves. By field, then by value. */
export const profileChoices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "transport.parity": { none: "无校验", even: "偶校验", odd: "奇校验" },
  "transport.layout": { standard: "标准", newland: "新大陆", microscan: "Microscan", vguang: "微光" },
  "transport.prepare": { honeywell: "霍尼韦尔" },
  "transport.carrier": {
    raw: "原样，每 64 字节一段",
    length: "每段前有一个长度字节",
    wrapped: "每段有外层封装（MR-300）",
  },
  "framing.terminators": { cr: "回车 CR", lf: "换行 LF", crlf: "回车换行 CRLF", tab: "Tab", none: "无" },
  "framing.packets": { ssi: "SSI" },
  encoding: { auto: "自动", "utf-8": "UTF-8", gb18030: "GB18030（含 GBK）" },
  "answer.encoding": { auto: "自动", "utf-8": "UTF-8", gb18030: "GB18030（含 GBK）" },
  "ask.way": { poll: "轮询", push: "推送" },
  probe: { ask: "问一次，不应答也能用", identify: "必须应答" },
  aim: { strip: "去掉", keep: "保留" },
  "options.readAddedAddress": { never: "不读", "when-full": "住址写满时读", always: "每次都读" },
};
