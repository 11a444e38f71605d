/** Sentences of the window that asks for the passphrase in Chinese. Whoever reads them is an administrator. */
export const passphrase = {
  passphrase: {
    titles: { "set-up": "设置数据口令", unlock: "输入数据口令" },
    hints: {
      "set-up": "本机没有可用的系统密钥库，个人信息改由管理员口令加密保护。以后每次启动终端都要输入。",
      unlock: "本机的个人信息由管理员口令加密保护，输入后终端才能打开。",
    },
    label: "管理员口令",
    again: "再输一遍",
    rule: (min: number) => `至少 ${min} 个字符，区分大小写；建议用几个不相关的词连成一句`,
    different: "两次输入不一致",
    lost: "口令不在任何地方保存。遗失后本机数据无法读出，请按单位规定另行封存一份。",
    left: (count: number) => (count > 0 ? `还可以试 ${count} 次。` : "次数已用完，程序即将退出。"),
    submits: { "set-up": "设置并打开终端", unlock: "打开终端" },
    busy: "正在核对…",
    opening: "正在打开终端…",
    wait: (seconds: number) => `请等 ${seconds} 秒再试`,
    quit: "退出程序",
  },
  /** At the command line. */
  keys: {
    renewed: (copy: string, former: number) =>
      `数据已用新密钥重新加密，并已备份到 ${copy}。以前的备份（本机 ${former} 份，以及存到别处的）用新口令仍可恢复，但持有旧密钥文件或旧口令的人也能读出：确认新备份完好后，请把存到别处的备份和旧密钥文件一并销毁，并重新备份密钥文件。固态硬盘和日志文件系统里可能还留有旧密钥的痕迹，覆盖不保证清除。`,
  },
};

export type PassphraseStrings = typeof passphrase;
