// Several positions in one cell of a table: a sign for each side and manner, and how many there are.

import { el } from "./dom.js";
import { MANNERS, POLARITIES, POLARITY_WORDS, signOf } from "./words.js";

/** A button with the signs of some positions; `label` says whose and what for, `brief` gives each side one sign. */
export function signs(found, { label, about = "", pressed, brief = false, onclick }) {
  const marks = [];
  const words = [];
  for (const polarity of POLARITIES) {
    for (const [place, manner] of MANNERS.entries()) {
      const number = found.filter((p) => p.polarity === polarity && p.manner === manner).length;
      if (!number) continue;
      const shown = brief && MANNERS.slice(0, place).some((other) => found.some((p) => p.polarity === polarity && p.manner === other));
      if (!shown) marks.push(el("span", { class: polarity, "aria-hidden": "true" }, signOf(polarity, manner)));
      words.push(`${POLARITY_WORDS[polarity]} (${manner}${number > 1 ? `, ${number} times` : ""})`);
    }
  }
  const told = `${label} ${words.join(" and ")}${about ? `: ${about}` : ""}`;
  const number = found.length > 1 ? el("sup", { "aria-hidden": "true" }, String(found.length)) : null;
  // the title is the button's name too, since all that is in it is hidden from screen readers
  return el("button", { type: "button", class: "signs", title: told, "aria-pressed": pressed ? "true" : null, onclick }, marks, number);
}
