/** HTML as a value: text is escaped where it goes in, so that a name in a certificate can never become a tag. */

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
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** Controls and marks that turn the direction of writing would let a name show something else than it is. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, (character) =>
    character === "\n" || character === "\t" ? " " : "\uFFFD",
  );
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
