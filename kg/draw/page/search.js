// Search over names, matters and the words of sentences, as a combobox.

import { nodes, positions, sentenceOf } from "./data.js";
import { byId, el, said } from "./dom.js";
import { folded, KIND_MARKS, kindWord, signOf } from "./words.js";

const MOST = 14;
let index = null;

function entries() {
  index ??= [
    ...nodes.map((node) => ({
      id: node.id,
      label: node.label,
      mark: KIND_MARKS[node.kind] ?? "●",
      about: node.begins ?? kindWord(node.kind),
      name: folded(node.label),
      text: folded([...(node.names ?? []), ...(node.wordings ?? []), ...(node.roles ?? []), node.iso ?? ""].join("\n")),
      weight: node.weight + 1000,
    })),
    ...positions.map((position) => ({
      id: position.id,
      label: sentenceOf(position),
      mark: signOf(position.polarity, position.manner),
      about: position.holder.label,
      name: "",
      text: folded(sentenceOf(position)),
      weight: 0,
    })),
  ];
  return index;
}

/** What a search finds, best first: names that start with it, names with it, then words. */
export function find(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const entry of entries()) {
    if (!words.every((word) => entry.name.includes(word) || entry.text.includes(word))) continue;
    const score = (entry.name.startsWith(words[0]) ? 4000 : 0) + (entry.name.includes(words[0]) ? 2000 : 0) + entry.weight;
    found.push([score, entry]);
  }
  return found.sort(([a], [b]) => b - a).map(([, entry]) => entry);
}

/** Make the search field work; `choose(id)` is called with what is picked. */
export function startSearch(choose) {
  const [field, list] = [byId("search"), byId("results")];
  let active = -1;

  function show(found) {
    active = found.length ? 0 : -1;
    const items = found.slice(0, MOST).map((entry, place) =>
      el(
        "li",
        { role: "option", id: `found-${place}`, "data-id": entry.id, "aria-selected": String(place === 0), onpointerdown: (event) => event.preventDefault(), onclick: () => pick(entry.id) },
        el("span", { class: "mark", "aria-hidden": "true" }, entry.mark),
        said(entry.label, { class: "found" }),
        said(entry.about, { class: "about" }),
      ),
    );
    if (found.length > MOST) items.push(el("li", { class: "more", role: "presentation" }, `${found.length - MOST} more: type on`));
    if (!found.length && field.value.trim()) items.push(el("li", { class: "more", role: "presentation" }, "Nothing found"));
    list.replaceChildren(...items);
    list.hidden = !items.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    point();
  }

  function point() {
    const options = [...list.querySelectorAll("[role=option]")];
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === active));
    options[active]?.scrollIntoView({ block: "nearest" });
    if (options[active]) field.setAttribute("aria-activedescendant", options[active].id);
    else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function pick(id) {
    close();
    field.value = "";
    field.blur();
    choose(id);
  }

  setTimeout(entries, 300); // made while nobody waits for it
  field.addEventListener("input", () => show(find(field.value)));
  field.addEventListener("focus", () => field.value && show(find(field.value)));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const options = list.querySelectorAll("[role=option]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = options.length ? (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length : -1;
      point();
    } else if (event.key === "Enter" && options[active]) pick(options[active].dataset.id);
    else if (event.key === "Escape") {
      event.stopPropagation();
      field.value = "";
      field.blur();
    }
  });
}
