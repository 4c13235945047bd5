// A whole article with every finding marked, opened at one place.

import { articles } from "./data.js";
import { byId, el, outside, said } from "./dom.js";
import { passagesOf, piece, pieces } from "./quote.js";
import { longDate, POLARITY_WORDS } from "./words.js";

/** Whether the page holds the article's text. */
export function hasText(place) {
  return Boolean(articles[place]?.text);
}

/** Open an article at a passage [article, begin, end]; a click on marked words selects their position. */
export function openArticle([place, begin, end], select) {
  const article = articles[place];
  const passages = article.positions.flatMap(passagesOf).filter((p) => p.article === place);
  const here = { article: place, begin, end, role: "here", position: null };
  const length = Array.from(article.text).length;
  let goal = null;
  const body = pieces(article.text, 0, length, [...passages, here]).map((part) => {
    const made = piece(part);
    if (typeof made === "string") return made;
    if (part.over.includes(here)) goal ??= made;
    const found = part.over.find((p) => p.role === "content")?.position;
    if (found) {
      made.title = `${found.holder.label} ${POLARITY_WORDS[found.polarity]}: ${found.objects.map((o) => o.label).join(", ")}`;
      made.addEventListener("click", () => {
        byId("article").close();
        select?.(found.id);
      });
    }
    return made;
  });
  const close = el("button", { type: "button", class: "close", onclick: () => byId("article").close() }, "Close");
  const about = [article.outlet && said(article.outlet), longDate(article.date)].filter(Boolean);
  byId("article").replaceChildren(
    el(
      "div",
      { class: "dialog-head" },
      el("h2", { id: "article-title", dir: "auto" }, article.title || article.name),
      close,
      el("p", {}, about.flatMap((part, i) => (i ? [" · ", part] : [part]))),
      el("p", { class: "sources" }, (article.sources ?? []).map((source) => el("span", {}, outside(source, source) ?? said(source)))),
    ),
    el("div", { class: "article-text", dir: "auto", tabindex: "0" }, body),
  );
  byId("article").showModal();
  if (end > begin) goal?.scrollIntoView({ block: "center" });
  close.focus({ preventScroll: true });
}
