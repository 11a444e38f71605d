/** Sentences about the administrator's area, people and passwords in English. */
import type { PeopleStrings } from "../zh/people.ts";

export const people: PeopleStrings = {
  administration: {
    label: "Manage",
    tabs: { trust: "Trust data", devices: "Devices", people: "People" },
  },
  people: {
    hint: "Everyone has an account of their own, on this terminal. The audit keeps what a closed one did.",
    add: "Add…",
    back: "Back",
    count: (count) => `${count} people`,
    self: "you",
    columns: {
      name: "Name",
      account: "Account",
      role: "Role",
      state: "State",
      signedIn: "Last signed in",
      acts: "Actions",
    },
    never: "never",
    states: {
      active: "Active",
      disabled: "Closed",
      oneTime: "New password due",
      waiting: (time) => `Locked until ${time}`,
    },
    reset: "Reset password",
    unlock: "Unlock",
    disable: "Close",
    enable: "Open",
  },
  personDialog: {
    title: "Add a person",
    hint: "A one-time password is made; at the first sign-in it is replaced by one of their own.",
    name: "Name",
    account: "Account",
    accountNote: "letters, digits, dot, dash; 2 to 30",
    role: "Role",
    roles: {
      clerk: "Serves citizens: scans, verifies, decides",
      administrator: "Keeps the terminal: trust data, devices, people",
      auditor: "Reads the audit and the people, serves nobody",
    },
    submit: "Add",
    cancel: "Cancel",
  },
  resetDialog: {
    title: (name) => `Reset the password of ${name}?`,
    hint: "The former one ends at once. Make sure whom you have before you.",
    submit: "Reset",
    cancel: "Cancel",
  },
  oneTime: {
    title: (name) => `One-time password of ${name}`,
    hint: "Shown only now. Hand it over in person; at the first sign-in it must be replaced.",
    close: "Handed over",
  },
  password: {
    next: "New password",
    again: "Once more",
    rule: "At least 8 characters of three kinds: capitals, small letters, digits, signs",
    different: "The two are different",
    submit: "Set and sign in",
    change: "Change password",
    changeHint: "From then on the new one signs in and unlocks.",
    former: "Present password",
    save: "Change",
    cancel: "Cancel",
  },
};
