/** Sentences of the training panel in Chinese. */

export const training = {
  training: {
    title: "练习面板",
    hint: "选一个人物扫码。人物、证照、印章均为虚构，标有“样例”。",
    search: "查找人物或特点",
    fitting: "适合当前事项",
    others: "其他事项",
    placeCard: "放卡",
    scan: "扫码",
    scanOther: "换事项并扫码",
    showCode: "显示二维码",
    hideCode: "收起二维码",
    codeHint: "可以用真扫码枪或手机来扫。",
    families: { "service-code": "苏服码", "phone-consent": "手机授权码", "license-app": "亮证码" },
    expect: (exempted: number, of: number) => `应免交 ${exempted}/${of}`,
    province: "省平台今天",
    everything: "全部",
    well: "正常",
    badDays: {
      slow: "很慢",
      "error-500": "出错 500",
      "time-out": "不应答",
      dropped: "断开连接",
      html: "返回网页",
      "lost-acknowledgement": "回执丢失",
      "slow-drip": "断续传输",
      unreachable: "连不上",
    },
    none: "没有符合的人物",
    sent: (way: string) => `已通过${way}扫码`,
  },
  virtualReaders: {
    title: "虚拟设备",
    names: { scanner: "虚拟扫码器", "card-reader": "虚拟读卡器" },
    lying: (person: string | undefined) => (person === undefined ? "没有放卡" : `放着${person}的卡`),
    lift: "拿走卡",
    plug: "插上",
    unplug: "拔线",
    line: "线路",
    good: "正常",
    troubles: { split: "断续", glued: "粘连", garbage: "杂波", echo: "回声" },
    free: "扫任意内容，如支付码、网址",
    scan: "扫码",
  },
};

export type TrainingStrings = typeof training;
