// A histogram of positions by day whose bars are chosen by dragging, or with two handles by the keyboard.

import { binOf } from "./calendar.js";
import { el } from "./dom.js";
import { longDate, POLARITIES } from "./words.js";

/**
 * Return the histogram of `positions` over `bins`, with the range [since, until] chosen ("" where open).
 * `choose(since, until)` is called when another range is taken; "" and "" stand for the whole.
 */
export function brush({ bins, positions, since, until, name, choose }) {
  const counts = countsOf(bins, positions);
  const most = Math.max(1, ...counts.map((one) => one.all));
  const range = [since ? placeOf(bins, since) : 0, until ? placeOf(bins, until) : bins.length - 1];
  const bars = bins.map((bin, place) => bar(bin, counts[place], most, place >= range[0] && place <= range[1]));
  const root = el("div", { class: "brush", role: "group", "aria-label": `Days: drag over the bars to choose some` }, el("div", { class: "bars", "aria-hidden": "true" }, bars));
  const take = ([from, to]) => {
    const whole = from === 0 && to === bins.length - 1;
    choose(whole ? "" : bins[from].from, whole ? "" : bins[to].to);
  };
  const handles = ["from", "to"].map((side, which) => handle({ side, which, range, bins, name, take }));
  root.append(...handles);
  paint(root, range, bins.length);
  dragging(root, bins, (chosen, done) => {
    for (const [place, one] of bars.entries()) one.classList.toggle("out", place < chosen[0] || place > chosen[1]);
    paint(root, chosen, bins.length);
    if (done) take(chosen);
  });
  return root;
}

let last = { key: "", counts: null };

/** Positions by bin and side; the filters change nothing in them, so the last ones are kept. */
function countsOf(bins, positions) {
  const key = bins.map((bin) => bin.from).join();
  if (last.key !== key) last = { key, counts: counted(bins, positions) };
  return last.counts;
}

function counted(bins, positions) {
  const counts = bins.map(() => ({ all: 0 }));
  for (const position of positions) {
    const here = counts[binOf(bins, position.day)];
    if (!here) continue;
    here.all += 1;
    here[position.polarity] = (here[position.polarity] ?? 0) + 1;
  }
  return counts;
}

/** The place of the bin that holds a day, or of the nearest. */
function placeOf(bins, day) {
  const found = binOf(bins, day);
  if (found >= 0) return found;
  return day < bins[0].from ? 0 : bins.length - 1;
}

function bar(bin, count, most, inside) {
  const parts = POLARITIES.filter((polarity) => count[polarity]).map((polarity) => {
    const part = el("span", { class: `fill ${polarity}` });
    part.style.height = `${(100 * count[polarity]) / most}%`;
    return part;
  });
  return el("div", { class: inside ? "bin" : "bin out", title: `${longDate(bin.from)}${bin.to === bin.from ? "" : ` – ${longDate(bin.to)}`}: ${count.all}` }, parts);
}

/** One end of the range as a slider: arrow keys move it by a bar, Home and End to the ends. */
function handle({ side, which, range, bins, name, take }) {
  const day = which ? bins[range[1]].to : bins[range[0]].from;
  const move = (event) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -bins.length, End: bins.length }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = [...range];
    const [low, high] = which ? [range[0], bins.length - 1] : [0, range[1]];
    next[which] = Math.min(high, Math.max(low, range[which] + step));
    take(next);
  };
  return el("span", {
    class: `handle ${side}`, id: `${name}-${side}`, role: "slider", tabindex: "0",
    "aria-label": which ? "Last day" : "First day", "aria-valuemin": "0", "aria-valuemax": String(bins.length - 1),
    "aria-valuenow": String(range[which]), "aria-valuetext": longDate(day), onkeydown: move,
  });
}

function paint(root, [from, to], number) {
  root.querySelector(".handle.from").style.left = `${(100 * from) / number}%`;
  root.querySelector(".handle.to").style.left = `${(100 * (to + 1)) / number}%`;
}

/** Choose bars with the pointer: from where it goes down to where it goes up; a handle moves its own end. */
function dragging(root, bins, show) {
  let anchor = null;
  let chosen = null;
  const placeAt = (event) => {
    const { left, width } = root.querySelector(".bars").getBoundingClientRect();
    return Math.min(bins.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bins.length)));
  };
  const span = (event) => {
    const here = placeAt(event);
    chosen = [Math.min(anchor, here), Math.max(anchor, here)];
    return chosen;
  };
  root.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const held = event.target.classList.contains("handle") ? event.target : null;
    const [from, to] = ["from", "to"].map((side) => Number(root.querySelector(`.handle.${side}`).getAttribute("aria-valuenow")));
    anchor = held ? (held.classList.contains("from") ? to : from) : placeAt(event);
    root.setPointerCapture(event.pointerId);
    show(span(event), false);
    event.preventDefault();
    held?.focus();
  });
  root.addEventListener("pointermove", (event) => anchor !== null && show(span(event), false));
  root.addEventListener("pointerup", (event) => {
    if (anchor === null) return;
    span(event);
    anchor = null;
    show(chosen, true);
  });
  root.addEventListener("pointercancel", () => {
    anchor = null;
  });
}
