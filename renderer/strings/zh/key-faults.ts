/** What the details of a fault of the data's key make of its sentences, in Chinese. */
import type { FaultTold } from "./faults-case.ts";

/** `storage.passphrase`, by its reason. */
export const passphraseTold: FaultTold = ({ reason, min }) => {
  switch (reason) {
    case "needed":
      return { what: "没有输入口令，终端没有打开", why: "数据密钥由管理员口令保护。数据没有改动。" };
    case "wrong":
      return { what: "口令不对" };
    case "short":
      return { what: "口令太短", nextForAdministrator: `请设至少 ${min} 个字符的口令。` };
    case "different":
      return { what: "两次输入不一致", nextForAdministrator: "请重新输入，两次要完全一样。" };
    default:
      return {};
  }
};

/** `storage.key` of data that a keystore sealed. */
export const keystoreTold: FaultTold = ({ sealedWith }) =>
  sealedWith !== "os-keystore"
    ? {}
    : {
        what: "打不开系统密钥库里的数据密钥",
        why: "这份数据由操作系统的密钥库加密保护；密钥库没有解锁、换了系统账号，或者已被重置、更换。数据没有改动，也不会改用较弱的保护。",
        nextForAdministrator:
          "请以原来的系统账号登录，解锁密钥库（自动登录时密钥库是锁着的，请关闭自动登录）后重新启动。密钥库已被重置的，这份数据无法读出：请保留数据文件夹，另建数据文件夹重新启用，已送达的办件以平台记录为准。",
      };
