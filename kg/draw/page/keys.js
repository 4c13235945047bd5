// The keyboard, and the help that lists it.

import { byId, el } from "./dom.js";

const HELP = [
  ["/", "search"],
  ["g · m · t · c", "graph · matrix · timeline · compare"],
  ["← ↑ → ↓", "go to the next node in that direction"],
  ["Enter", "read the details of what is selected"],
  ["f", "only the neighbourhood of what is selected"],
  ["s", "take away what is shown: picture, table, graph, query, link"],
  ["+ − 0", "zoom in, out, fit"],
  ["d", "dark or light"],
  ["Esc", "clear the selection, then the filters"],
  ["?", "this help"],
];

/** Listen; `actions` maps a key to what it does, `move(x, y)` goes to a neighbour. */
export function startKeys(actions, move) {
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (typing) return;
    if (arrows[event.key] && event.target.closest("#graph, body > main > #stage")) {
      event.preventDefault();
      move(...arrows[event.key]);
    } else if (actions[event.key] && !(event.key === "Enter" && event.target.matches("button, a, summary, input"))) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}

/** Open the help. */
export function openHelp() {
  const rows = HELP.map(([key, words]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, words)));
  byId("keys").replaceChildren(
    el(
      "div",
      { class: "dialog-head" },
      el("h2", { id: "keys-title" }, "Reading this page"),
      el("button", { type: "button", class: "close", onclick: () => byId("keys").close() }, "Close"),
    ),
    el(
      "div",
      { class: "help-text" },
      el("p", {}, "Each line runs from who holds a position to what it is about. Its sign and colour tell the side, its stroke the manner: solid as said, dashed under a condition, dotted where hedged. Click a line, a symbol or a sign to read the sentence it was read from, with the very words marked."),
      el("p", {}, "The matrix shows who stands where on what; the timeline when it was said, with an arrow where somebody changed course; Compare sets two actors, or two outlets, side by side. Filters, days and what is selected hold in every view, and the address keeps them: copy it to share what you see."),
      el("p", {}, el("mark", { class: "content" }, "the position’s words"), " · ", el("span", { class: "condition" }, "its condition"), " · ", el("span", { class: "hedge" }, "the word that hedges it"), " · ", el("span", { class: "cue" }, "the word that shows the stance")),
      el("table", {}, el("tbody", {}, rows)),
    ),
  );
  byId("keys").showModal();
}
