// How the terms of the vocabulary read and look; the sign goes with the colour everywhere.

export const POLARITIES = ["support", "oppose", "neutral", "mixed"];
export const MANNERS = ["asserted", "conditional", "hedged"];
export const MODALITIES = ["certain", "probable", "possible"];
export const POLARITY_WORDS = {
  support: "supports",
  oppose: "opposes",
  neutral: "takes no side",
  mixed: "has mixed views",
};
export const POLARITY_HEADS = { support: "For", oppose: "Against", neutral: "No side taken", mixed: "Mixed" };
const SIGNS = { support: "▲△", oppose: "▼▽", neutral: "■□", mixed: "◆◇" };
const KIND_WORDS = {
  Person: "person",
  State: "state",
  Government: "government",
  Organisation: "organisation",
  Bloc: "bloc",
  MediaOutlet: "news outlet",
  Group: "group",
  Place: "place",
  Proposition: "proposition",
  Event: "event",
};
export const KIND_MARKS = {
  Person: "●",
  State: "⬢",
  Government: "⬢",
  Organisation: "▮",
  Bloc: "▮",
  MediaOutlet: "▬",
  Group: "◌",
  Proposition: "▭",
  Event: "◆",
};
const DATED = {
  stated: "date given in the text",
  resolved: "worked out from the text",
  publication: "day of publication",
};
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHIFTS = {
  reversal: "reversal",
  softening: "softening",
  hardening: "hardening",
  conditionAdded: "condition added",
  conditionDropped: "condition dropped",
};
const BETWEENS = {
  betweenHolders: "two holders differ",
  sameHolderOverTime: "one holder, over time",
  betweenOutlets: "outlets report it differently",
};

/** The sign of a polarity, hollow where the stance is hedged or conditional. */
export function signOf(polarity, manner) {
  return (SIGNS[polarity] ?? SIGNS.neutral)[manner === "asserted" ? 0 : 1];
}

const ACTS = { assert: "states", demand: "asks for", promise: "promises", threaten: "threatens", warn: "warns", reject: "rejects", welcome: "welcomes", suggest: "suggests", criticise: "criticises", praise: "praises", fear: "fears", deny: "denies", intend: "intends" };

/** What somebody does by speaking: "asks for". */
export function actWord(act) {
  return ACTS[act] ?? act;
}

/** "person", "news outlet". */
export function kindWord(kind) {
  return KIND_WORDS[kind] ?? kind.toLowerCase();
}

/** "12 March 2025", or the text itself where it is no date. */
export function longDate(day) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day ?? "");
  if (!found) return day ?? "";
  return MONTHS[found[2] - 1] ? `${Number(found[3])} ${MONTHS[found[2] - 1]} ${found[1]}` : day;
}

/** How a date is known. */
export function datedWord(precision) {
  return DATED[precision] ?? "";
}

/** What a shift is. */
export function shiftWord(kind) {
  return SHIFTS[kind] ?? "shift";
}

/** Between whom a link stands. */
export function betweenWord(kind) {
  return BETWEENS[kind] ?? "";
}

/** Lower case without accents, for comparing. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
