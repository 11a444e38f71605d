/** Why a license is not shown, and what to do instead. `title` is given the name of a format where one is known. */
export const notShown = {
  rejected: {
    title: () => "证照没有通过核验，不予显示",
    hint: "为避免误用，只显示印章保护范围内的内容。详见依据。",
  },
  unprotected: {
    title: () => "证照有内容不在印章保护范围内，不予显示",
    hint: "印章本身有效；保护不到的内容可能被人改动。详见依据。",
  },
  unsealed: {
    title: () => "文件没有加盖电子印章，不予显示",
    hint: "没有印章就无从核验真伪。请换用加盖印章的证照，或收取纸质材料。",
  },
  encrypted: {
    title: () => "文件设有密码，无法核验，不予显示",
    hint: "请群众提供未加密的原文件，或收取纸质材料。",
  },
  damaged: {
    title: () => "文件已损坏或不完整，不予显示",
    hint: "请重新获取文件，或收取纸质材料。详见依据。",
  },
  tooLarge: {
    title: () => "文件大小或结构超出证照的限度，不予显示",
    hint: "请重新获取文件，或收取纸质材料。详见依据。",
  },
  foreign: {
    title: (format: string) => `这是 ${format} 文件，其中没有可核验的印章，不予显示`,
    hint: "图片、网页和数据文件只能看，不能证明真伪。请换用 OFD 或 PDF 原件，或收取纸质材料。",
  },
  unknown: {
    title: () => "认不出的文件格式，不予显示",
    hint: "能核验的是 OFD 和 PDF。请换一个文件，或收取纸质材料。",
  },
};

export type NotShown = typeof notShown;
