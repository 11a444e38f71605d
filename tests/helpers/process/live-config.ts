/** `terminal.json` of a terminal that is no training and finds no province: enough to be opened. */
const END = { baseUrl: "http://127.0.0.1:9/", appToken: "t" };

export const liveConfig = {
  terminalId: "A01",
  hallName: "虚构市政务服务中心",
  counterName: "一号窗口",
  trustPublishers: [`04${"ab".repeat(64)}`],
  province: {
    name: "虚构省",
    terminal: { id: "A01", name: "一号窗口" },
    organization: { name: "虚构市政务服务中心", code: "C1", division: "虚构市", divisionCode: "990100" },
    ...{ acceptance: END, audit: END, trust: { baseUrl: END.baseUrl }, catalogue: { baseUrl: END.baseUrl } },
    serviceCode: { baseUrl: END.baseUrl, clientId: "c", clientSecret: "s", appKey: "k" },
  },
};
