// Making elements. Every string goes in as text or as an attribute that cannot run; there is no innerHTML.

/** Return the element with an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Make an element: attributes, `on` handlers as functions, `class`, and children (text or elements). */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** Text from an article or the graph, its direction kept from reaching the text around it. */
export function said(text, attributes = {}) {
  return el("bdi", attributes, text);
}

/** A button that reads as a link within text. */
export function linkButton(text, onclick, attributes = {}) {
  return el("button", { type: "button", class: "link", dir: "auto", onclick, ...attributes }, text);
}

/** A link out of the page, only where the address is a plain web address. */
export function outside(address, text) {
  return /^https?:\/\/[^\s]+$/i.test(address)
    ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text)
    : null;
}

const values = new Map(); // of the style sheet, as the theme of `themed` sets them
let themed = null;

/** Return a colour or other value of the style sheet. */
export function cssValue(name) {
  const { theme } = document.documentElement.dataset;
  if (theme !== themed) values.clear();
  themed = theme;
  if (!values.has(name)) values.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return values.get(name);
}

/** Fill an element that scrolls anew, at the place where it was. */
export function rebuilt(root, children) {
  const [left, top] = [root.scrollLeft, root.scrollTop];
  root.replaceChildren(...children);
  // only where it had been scrolled: to set it asks for all measures at once
  if (left || top) root.scrollTo(left, top);
}

/** Words for a count: "1 position", "2 positions". */
export function counted(number, word, plural = `${word}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? word : plural}`;
}

/** Offer a blob as a file. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 2000);
}
