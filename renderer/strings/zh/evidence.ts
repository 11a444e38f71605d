/** Sentences of the evidence drawer in Chinese. */

export const evidence = {
  file: "整个文件",
  seal: (name: string) => `印章：${name}`,
  signature: (index: number) => `签名 ${index}`,
  prefetched: (time: string) => `省库 ${time} 为本次预约提供；此后的状态变化，联网后自动复核。`,
  sealsShown: (count: number) =>
    count === 0
      ? "页面上没有核验过的印章；看上去像章的只是图片。"
      : `页面上有 ${count} 枚核验过的印章，点它看依据；其他像章的只是图片。`,
  passed: "通过",
  remark: "有说明",
  failed: "未通过",
  undetermined: "无法确定",
  summary: (count: { passed: number; remark: number; failed: number; undetermined: number }) =>
    [
      `${count.passed} 项通过`,
      count.remark ? `${count.remark} 项有说明` : "",
      count.failed ? `${count.failed} 项未通过` : "",
      count.undetermined ? `${count.undetermined} 项无法确定` : "",
    ]
      .filter(Boolean)
      .join("，"),
  indication: "结论",
  decision: "处理",
  certificate: "签章证书",
  certificateValidity: "证书有效期",
  certificateIssuer: "颁发者",
  serial: "序列号",
  sealId: "印章编号",
  sealMaker: "制章者",
  sealValidity: "印章有效期",
  standard: "标准",
  claimed: "签章者声明的时间",
  timestamp: "可信时间戳",
  uncovered: "未受印章保护的内容",
  none: "打开一份证照后，这里列出每一项核验。",
  all: "显示每项的依据",
  less: "只看结论",
  took: (ms: string) => `用时 ${ms} 毫秒`,
  policy: "核验策略",
  details: "详情",
  close: "返回证照信息",
};

export type EvidenceStrings = typeof evidence;
