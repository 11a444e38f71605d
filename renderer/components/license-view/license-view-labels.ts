/** The words of the license view, Chinese first. They are read out and shown as tool tips; screens may pass their own. */
export interface LicenseViewLabels {
  readonly page: (number: number, total: number) => string;
  readonly seal: (name: string) => string;
  /** Added to the seal's name where it opens its evidence. */
  readonly openSeal: (name: string) => string;
  readonly sealPictureMissing: string;
  readonly incomplete: (count: number) => string;
  readonly noSuchPage: string;
  /** Of a PDF that cannot be painted as it is. */
  readonly cannotPaint: string;
  readonly earlierRevision: string;
}

export const licenseViewLabels: Readonly<Record<"zh" | "en", LicenseViewLabels>> = {
  zh: {
    page: (number, total) => `证照第 ${number} 页，共 ${total} 页`,
    seal: (name) => `电子印章：${name}`,
    openSeal: (name) => `电子印章：${name}，查看核验依据`,
    sealPictureMissing: "印章图案无法显示",
    incomplete: (count) => `有 ${count} 处内容未能按原样显示，请以核验结论和原始文件为准`,
    noSuchPage: "没有可显示的页面",
    cannotPaint: "证照无法按原样显示，请以核验结论和原始文件为准",
    earlierRevision: "文件在盖章之后被改动过；这里显示的是盖章时的内容，改动的部分不显示",
  },
  en: {
    page: (number, total) => `License page ${number} of ${total}`,
    seal: (name) => `Electronic seal: ${name}`,
    openSeal: (name) => `Electronic seal: ${name}, open evidence`,
    sealPictureMissing: "Seal picture cannot be shown",
    incomplete: (count) =>
      `${count} part(s) could not be shown as in the original; rely on the verdict and the original file`,
    noSuchPage: "There is no page to show",
    cannotPaint: "The license cannot be shown as in the original; rely on the verdict and the original file",
    earlierRevision: "The file was changed after it was sealed; shown is what was sealed, without the changes",
  },
};
