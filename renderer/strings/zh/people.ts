/** Sentences about the administrator's area, people and passwords in Chinese. */

export const people = {
  administration: {
    label: "管理",
    tabs: {
      trust: "信任数据",
      devices: "设备",
      people: "人员",
      rechecks: "复核有异",
      audit: "留痕",
      uses: "用证",
      history: "办件",
      counter: "窗口",
      matter: "事项",
      appointments: "预约",
    },
  },
  people: {
    hint: "每位工作人员用自己的账号。账号属于这台终端；停用后留痕仍保留。",
    add: "新增人员…",
    count: (count: number) => `共 ${count} 人`,
    self: "您本人",
    columns: { name: "姓名", account: "账号", role: "角色", state: "状态", signedIn: "最近登录", acts: "操作" },
    never: "从未登录",
    states: { active: "正常", disabled: "已停用", oneTime: "待设新密码", waiting: (time: string) => `锁定至 ${time}` },
    reset: "重置密码",
    unlock: "解除锁定",
    disable: "停用",
    enable: "启用",
  },
  personDialog: {
    title: "新增人员",
    hint: "系统会生成一次性密码，首次登录时由本人改成自己的密码。",
    name: "姓名",
    account: "账号",
    accountNote: "字母、数字、点、横线，2 至 30 个字符",
    role: "角色",
    roles: {
      clerk: "办理业务：扫码、核验、决定",
      administrator: "管理终端：信任数据、设备、人员",
      auditor: "查看和导出留痕、用证、办件（已脱敏），不办理业务",
    },
    submit: "新增",
    cancel: "取消",
  },
  resetDialog: {
    title: (name: string) => `重置 ${name} 的密码？`,
    hint: "原密码立即失效，请先当面核实身份。",
    submit: "重置",
    cancel: "取消",
  },
  oneTime: {
    title: (name: string) => `${name} 的一次性密码`,
    hint: "只显示这一次。请当面交给本人，首次登录时须改成自己的密码。",
    close: "已交给本人",
  },
  password: {
    next: "新密码",
    again: "再输一遍",
    rule: "至少 8 个字符，含大写、小写、数字、符号中的三种",
    different: "两次输入不一致",
    submit: "设置并登录",
    change: "修改密码",
    changeHint: "修改后请用新密码登录和解锁。",
    former: "现在的密码",
    save: "修改",
    cancel: "取消",
  },
};

export type PeopleStrings = typeof people;
