/** Faults around a case in Chinese: codes, persons, consent, the province, licenses, decisions. What, why, what to do. */
import type { Fault, FaultCode } from "../../../electron/domain/fault.ts";

export interface FaultText {
  readonly what: string;
  readonly why: string;
  readonly next: string;
  /** When the administrator must do something else than the clerk. */
  readonly nextForAdministrator?: string;
  /** What the details make of it. */
  readonly told?: FaultTold;
}

export type FaultTold = (detail: NonNullable<Fault["detail"]>) => Partial<Omit<FaultText, "told">>;

export type CaseFaultCode = Extract<
  FaultCode,
  `${"scan" | "card" | "clipboard" | "image" | "camera" | "code" | "consent" | "person" | "province" | "license" | "matter" | "catalogue" | "case" | "decision"}.${string}`
>;

export const caseFaults: Record<CaseFaultCode, FaultText> = {
  "scan.not-service-code": {
    what: "这不是政务服务码",
    why: "扫到的内容不属于任何一种政务服务码。",
    next: "请群众打开政务服务 App 的“政务服务码”页面，再扫一次。",
  },
  "scan.damaged": {
    what: "码没有读完整",
    why: "扫到的内容含有乱码，可能是屏幕反光、移动过快或输入法干扰。",
    next: "请调亮手机屏幕，重新扫一次；扫码枪为键盘模式时请切换到英文输入。",
    nextForAdministrator: "建议把扫码枪改为串口模式，不受输入法影响。",
  },
  "scan.too-long": {
    what: "扫到的内容太长",
    why: "长度超过政务服务码的上限，可能扫到了其他资料。",
    next: "请确认对准的是政务服务码，再扫一次。",
  },
  "scan.no-matter": {
    what: "还没有选择事项",
    why: "要先知道办什么事项，才能知道调取哪些证照。",
    next: "请先选择事项，再扫码。",
  },
  "scan.while-busy": {
    what: "当前办件还没有结束",
    why: "一个窗口同一时间只能办理一件。",
    next: "请先办结或取消当前办件，再为下一位扫码。",
  },
  "scan.while-locked": {
    what: "终端已锁定，未受理扫码",
    why: "锁定期间不接收任何码。",
    next: "请先解锁，再扫一次。",
  },
  "card.unread": {
    what: "身份证没有读出来",
    why: "读卡器找到了卡，但没有读到内容。",
    next: "请把卡拿起，平放到读卡器中央再读一次；仍不行可输入证件号码。",
  },
  "card.unverified": {
    what: "身份证未通过读卡器验证",
    why: "读卡器与卡的安全认证没有通过，卡可能已损坏或不是真卡。",
    next: "请核对证件原件；不要凭这次读卡办理。",
  },
  "card.damaged": {
    what: "卡内信息自相矛盾",
    why: "号码校验位、出生日期或性别等与卡内其他信息对不上。",
    next: "请核对证件原件，并请群众到公安机关换领新证。",
  },
  "card.lifted": {
    what: "卡拿得太早了",
    why: "卡在读完之前离开了读卡器。",
    next: "请把卡重新放好，听到提示音后再拿走。",
  },
  "card.not-social": {
    what: "这不是社会保障卡",
    why: "卡里没有社会保障应用，可能是银行卡或别的卡，也可能插反了。",
    next: "请换社会保障卡，芯片朝上插到底；也可以读身份证。",
  },
  "card.locked": {
    what: "这张社会保障卡不让读",
    why: "卡里的姓名和号码要有密钥才能读出。",
    next: "请改读身份证，或输入证件号码。",
  },
  "card.not-proof": {
    what: "社会保障卡不能确认证照是谁的",
    why: "读卡时没有经过芯片认证，卡可能是仿制的。",
    next: "请读身份证，或核对本人和证件后输入号码。",
  },
  "clipboard.emptied": {
    what: "剪贴板刚刚清空了",
    why: "办结、锁定或退出时，窗口不在最前面，当时没能清空剪贴板，里面可能有群众信息。",
    next: "如果之后又复制了内容，请重新复制，再粘贴。",
  },
  "image.no-code": {
    what: "图片里没有找到二维码",
    why: "图片模糊、被裁切，或者不含二维码。",
    next: "请换一张完整、清晰的截图，或直接扫手机屏幕。",
  },
  "image.several-codes": {
    what: "图片里有不止一个二维码",
    why: "无法判断哪一个是政务服务码，没有替您选择。",
    next: "请只截取或裁剪出政务服务码，再放进来。",
  },
  "image.too-large": {
    what: "图片太大",
    why: "超过 20 MB 或 5000 万像素，没有打开。",
    next: "请改用手机截图，或把图片裁小后再试。",
  },
  "image.unreadable": {
    what: "图片打不开",
    why: "不是 PNG、JPEG 或 WebP 图片，或者文件已损坏。",
    next: "请换一张截图或照片，或直接扫手机屏幕。",
  },
  "camera.denied": {
    what: "没有使用摄像头的权限",
    why: "系统或浏览器不允许本终端打开摄像头。",
    next: "请在系统的隐私设置里允许使用摄像头，再试一次；期间可按 F2、F3、F4 办理。",
    nextForAdministrator: "检查系统隐私设置、组策略和安全软件是否禁用了摄像头。",
  },
  "camera.none": {
    what: "没有找到摄像头",
    why: "本机没有接入摄像头，或者驱动没有装好。",
    next: "请插好摄像头，会自动重试；期间可按 F2、F3、F4 办理。",
  },
  "camera.busy": {
    what: "摄像头正被占用",
    why: "别的程序正在使用摄像头，或者摄像头没有响应。",
    next: "请关闭高拍仪、视频会议等程序后再试，仍不行就重新插拔摄像头。",
  },
  "camera.unplugged": {
    what: "摄像头断开了",
    why: "使用中摄像头被拔出或断电。",
    next: "请重新插好，会自动重试；期间可按 F2、F3、F4 办理。",
  },
  "camera.unavailable": {
    what: "摄像头用不了",
    why: "当前窗口不能使用摄像头，或者识码程序没有启动。",
    next: "请重新打开本终端再试；期间可按 F2、F3、F4 办理。",
  },
  "code.expired": {
    what: "政务服务码已过期",
    why: "码有时效，一般只有几分钟。",
    next: "请群众刷新政务服务码，再扫一次。",
  },
  "code.used": {
    what: "政务服务码已使用过",
    why: "每个码只能用一次。",
    next: "请群众刷新政务服务码，再扫一次。",
  },
  "code.refused": {
    what: "省平台没有接受这个码",
    why: "码无法识别，或不允许在本事项使用。",
    next: "请群众重新打开政务服务码再试；仍不行的按 F4 录入证件号码，或收取纸质材料。",
    nextForAdministrator: "请核对本终端的应用标识和事项授权范围。",
  },
  "consent.refused": {
    what: "群众没有同意调取",
    why: "未经同意不得调取电子证照。",
    next: "请收取纸质材料；群众愿意自己出示证照文件的，可按 F6 本机核验。",
  },
  "consent.timed-out": {
    what: "等待群众授权超时",
    why: "两分钟内没有收到手机上的答复。",
    next: "按 F5 重新发起，或收取纸质材料。",
  },
  "consent.unheard": {
    what: "网络中断，收不到群众的授权答复",
    why: "等待期间与省平台的连接断开，不能认定群众没有答复。",
    next: "网络恢复后按 F5 继续等待答复；急办的可请群众出示证照文件（按 F6）本机核验，或收取纸质材料。",
    nextForAdministrator: "请检查政务外网线路和省平台地址设置。",
  },
  "person.unknown": {
    what: "还不知道办事人是谁",
    why: "码和证照都没有给出姓名和证件号码。",
    next: "请当面核对证件，收取纸质材料；或取消办件后按 F4 录入重办。",
  },
  "person.number-invalid": {
    what: "证件号码不正确",
    why: "号码位数或校验位不对。",
    next: "请对照证件重新录入。",
  },
  "province.unreachable": {
    what: "省电子证照库连不上",
    why: "网络中断，或省平台没有应答。",
    next: "可请群众出示证照文件（按 F6）本机核验，或收取纸质材料；恢复后按 F5 重新调取。",
    nextForAdministrator: "请检查政务外网线路和省平台地址设置。",
  },
  "province.timed-out": {
    what: "省平台应答超时",
    why: "在规定时间内没有等到结果。",
    next: "按 F5 重新调取；多次超时请收取纸质材料。",
    nextForAdministrator: "请查看线路时延，必要时联系省平台运维。",
  },
  "province.unwell": {
    what: "省平台暂时出错",
    why: "省平台返回了服务器错误。",
    next: "稍等片刻按 F5 重新调取，或收取纸质材料。",
    nextForAdministrator: "请把发生时间报给省平台运维。",
  },
  "province.nonsense": {
    what: "省平台的回答无法读懂",
    why: "返回的内容不符合接口规范。",
    next: "按 F5 重新调取；仍不行的收取纸质材料。",
    nextForAdministrator: "请检查是否有网关或认证页面拦截，并核对接口版本。",
  },
  "province.credentials": {
    what: "本终端没有登录省平台",
    why: "应用账号或密钥没有被接受。",
    next: "请联系大厅管理员；期间收取纸质材料。",
    nextForAdministrator: "请在设置中更新省平台的应用账号和密钥。",
  },
  "province.no-right": {
    what: "没有调取这类证照的权限",
    why: "本窗口的事项没有获得该证照的使用授权。",
    next: "请收取纸质材料。",
    nextForAdministrator: "请向证照管理部门申请该事项的用证授权。",
  },
  "province.refused": {
    what: "省平台拒绝了请求",
    why: "省平台认为这次请求不符合规定。",
    next: "请收取纸质材料，并把错误代码告诉大厅管理员。",
    nextForAdministrator: "请根据代码核对接口参数和业务授权。",
  },
  "license.not-found": {
    what: "没有调取到这项证照",
    why: "省库中没有找到；未归集到不等于群众没有。",
    next: "刚刚办好的按 F5 再调一次；仍没有的收取纸质材料。群众有异议的，请其向发证机关反映。",
  },
  "license.too-large": {
    what: "证照文件过大",
    why: "文件超过 100 MB，或解开后超过安全上限。",
    next: "请收取纸质材料。",
  },
  "license.no-file": {
    what: "省库有记录，没有证照文件",
    why: "省库登记了该证照，但没有返回可核验的文件。",
    next: "按 F5 重新调取；仍没有的收取纸质材料。",
  },
  "license.unreadable": {
    what: "证照文件打不开",
    why: "文件不是完整的 OFD 或 PDF，或没有写明是哪一种证照。",
    next: "请换一个文件，或收取纸质材料。",
  },
  "license.case-gone": {
    what: "出示文件后窗口的办件有变化，文件没有收下",
    why: "等待或核验文件期间，办件已结束、另有办件开始，或窗口已换人；文件没有并入任何办件，也没有留存。",
    next: "请确认窗口里是这位群众的办件，再重新出示该文件（按 F6）。",
  },
  "matter.unknown": {
    what: "事项目录里没有这个事项",
    why: "事项已下线或目录已更新。",
    next: "请重新选择事项。",
  },
  "catalogue.none": {
    what: "事项目录还没有取到",
    why: "本终端首次使用，还没有连上过省平台。",
    next: "请稍候重试；仍没有的联系大厅管理员。",
    nextForAdministrator: "请检查网络和事项目录地址。",
  },
  "case.none": { what: "现在没有正在办理的件", why: "办件已经结束或尚未开始。", next: "请为群众扫码，开始办件。" },
  "case.scan-again": {
    what: "请重新扫码",
    why: "上次中断时码还没有识别完，为安全起见码不会保存。",
    next: "请群众刷新政务服务码，再扫一次。",
  },
  "case.already-open": {
    what: "已有办件没有结束",
    why: "一个窗口同一时间只能办理一件。",
    next: "请先继续或放弃原来的办件。",
  },
  "case.wrong-state": {
    what: "这一步现在不能做",
    why: "办件已经进入其他环节。",
    next: "请按屏幕下方的提示继续。",
  },
  "case.nothing-to-fetch": {
    what: "没有要重新调取的证照",
    why: "省库能给的都已调到；或者本次办件没有向省库调取，只用群众出示的文件。",
    next: "请继续处理左侧的材料。",
  },
  "case.undecided": {
    what: "还有材料没有处理",
    why: "每项必要材料都要有处理结果，才能办结。",
    next: "请逐项处理左侧标出的材料。",
  },
  "decision.not-allowed": {
    what: "这项材料不能这样处理",
    why: "证照核验结果或事项规定不允许。",
    next: "请按提示选择其他处理方式。",
  },
  "decision.reason-needed": {
    what: "需要填写理由",
    why: "不予采信和更改决定都要留下理由。",
    next: "请选择或填写理由。",
  },
  "decision.second-confirmation": {
    what: "需要再次确认",
    why: "信任数据较旧，免交前要再确认一次。",
    next: "请核对证照内容后再次确认。",
  },
};
