// Several positions in one cell of a table: a sign for each side and manner, and how many there are.

import { el } from "./dom.js";
import { MANNERS, POLARITIES, POLARITY_WORDS, signOf } from "./words.js";

/** A button with the signs of some positions; `label` says whose and what for. */
export function signs(found, { label, about = "", pressed, onclick }) {
  const marks = [];
  const words = [];
  for (const polarity of POLARITIES) {
    for (const manner of MANNERS) {
      const number = found.filter((p) => p.polarity === polarity && p.manner === manner).length;
      if (!number) continue;
      marks.push(el("span", { class: polarity, "aria-hidden": "true" }, signOf(polarity, manner)));
      words.push(`${POLARITY_WORDS[polarity]} (${manner}${number > 1 ? `, ${number} times` : ""})`);
    }
  }
  const told = `${label} ${words.join(" and ")}${about ? `: ${about}` : ""}`;
  const number = found.length > 1 ? el("sup", { "aria-hidden": "true" }, String(found.length)) : null;
  return el("button", { type: "button", class: "signs", "aria-label": told, title: told, "aria-pressed": pressed ? "true" : null, onclick }, marks, number);
}
