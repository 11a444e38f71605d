/** HTML as a value: text is escaped where it goes in, so that a name in a certificate can never become a tag. */
import { visibleText } from "../../electron/seal/visible-text.ts";

export interface Html {
  readonly html: string;
}

type Child = Html | string | undefined | readonly Child[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** @param name may carry classes: `td.report__code`. */
export function h(name: string, ...children: readonly Child[]): Html {
  return element(name, {}, ...children);
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): Html {
  const [tag = "div", ...classes] = name.split(".");
  const all = classes.length > 0 ? { class: classes.join(" "), ...attributes } : attributes;
  const written = Object.entries(all).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  return { html: `<${tag}${written.join("")}>${children.map(inner).join("")}</${tag}>` };
}

function inner(child: Child): string {
  if (child === undefined) return "";
  if (typeof child === "string") return escapeHtml(child);
  return "html" in child ? child.html : child.map(inner).join("");
}
