/** Faults of the local records and of their key, in Chinese. */
import type { FaultCode } from "../../../electron/domain/fault.ts";
import type { FaultText } from "./faults-case.ts";
import { keystoreTold, passphraseTold } from "./key-faults.ts";

const ASK = "请联系大厅管理员。";

export const storageFaults: Record<Extract<FaultCode, `storage.${string}`>, FaultText> = {
  "storage.corrupt": {
    what: "本机数据库已损坏",
    why: "存储文件校验不通过，原文件已保留。",
    next: "请停止办件并联系大厅管理员，期间收取纸质材料。",
    nextForAdministrator: "请勿删除数据文件；按手册从备份恢复，并保留损坏文件备查。",
  },
  "storage.readonly": {
    what: "本机数据库不能写入",
    why: "磁盘或文件夹变成了只读。",
    next: ASK,
    nextForAdministrator: "请检查数据文件夹的权限和磁盘状态。",
  },
  "storage.unreadable": {
    what: "有一条记录读不出",
    why: "磁盘上的这条记录已损坏，或不是本终端写入的。已单独保留，其余照常。",
    next: "是您的办件的，请重新受理，并告知大厅管理员。",
    nextForAdministrator: "请在留痕和待报送中查是哪一件，人工补办，并检查磁盘。",
  },
  "storage.busy": { what: "本机数据库忙", why: "另一个程序正在使用数据库。", next: "请稍等几秒再试。" },
  "storage.full": {
    what: "磁盘已满",
    why: "没有空间保存办件和留痕，为安全起见已停止受理。",
    next: ASK,
    nextForAdministrator: "请清理磁盘空间；留痕未满保存期限的不得删除。",
  },
  "storage.newer-schema": {
    what: "数据来自更新的版本",
    why: "本程序比数据库旧。",
    next: ASK,
    nextForAdministrator: "请升级到最近使用过的版本，不要降级。",
  },
  "storage.key": {
    what: "打不开本机数据的密钥",
    why: "密钥不在、已损坏，或者不是这份数据的密钥。数据没有改动。",
    next: ASK,
    nextForAdministrator:
      "请把原来的密钥文件放回数据文件夹；用系统密钥库的，请以原来的系统账号登录。没有原密钥，数据无法读出。",
    told: keystoreTold,
  },
  "storage.passphrase": {
    what: "数据密钥的口令没有输入或不对",
    why: "密钥由管理员口令保护，口令不对就打不开。数据没有改动。",
    next: ASK,
    nextForAdministrator:
      "请输入正确的口令（至少 12 个字符，区分大小写）。口令遗失时本机数据无法读出：请保留数据文件夹，另建数据文件夹重新启用，已送达的办件以平台记录为准。",
    told: passphraseTold,
  },
  "storage.unprotected": {
    what: "没有可用的密钥保护，终端没有启用",
    why: "本机没有系统密钥库，也没有设管理员口令；个人信息不能不加保护地存放。",
    next: ASK,
    nextForAdministrator: "请执行 liangzheng keys protect --data 数据文件夹 设置口令，或解锁系统密钥库后再启动。",
  },
  "storage.foreign-file": {
    what: "数据文件属于别的程序",
    why: "文件夹里的数据库不是本终端的，没有改动。",
    next: ASK,
    nextForAdministrator: "请为终端另选一个数据文件夹，或把那份文件移走。",
  },
  "storage.other": {
    what: "本机存储出错",
    why: "保存时遇到意外错误，本步没有生效。",
    next: "请再试一次；反复出现请联系大厅管理员。",
    nextForAdministrator: "请查看运行日志中的存储错误。",
  },
};
