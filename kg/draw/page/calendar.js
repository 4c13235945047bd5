// Days in bins: the finest unit of the calendar that fits into a number of columns.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const floor = (value, step) => Math.floor(value / step) * step;
const utc = (year, month = 0, day = 1) => {
  const made = new Date(Date.UTC(2000, month, day));
  made.setUTCFullYear(year, month, day); // Date.UTC takes the years 0 to 99 for those of the last century
  return made;
};

/** Each unit: the first day of the bin that holds a day, and of the next one; how the bin is called. */
const UNITS = [
  { start: (d) => d, next: (d) => new Date(d.getTime() + DAY), name: (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}` },
  {
    start: (d) => new Date(d.getTime() - ((d.getUTCDay() + 6) % 7) * DAY),
    next: (d) => new Date(d.getTime() + 7 * DAY),
    name: (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`,
  },
  { start: (d) => utc(d.getUTCFullYear(), d.getUTCMonth()), next: (d) => utc(d.getUTCFullYear(), d.getUTCMonth() + 1), name: (d) => MONTHS[d.getUTCMonth()] },
  { start: (d) => utc(d.getUTCFullYear(), floor(d.getUTCMonth(), 3)), next: (d) => utc(d.getUTCFullYear(), d.getUTCMonth() + 3), name: (d) => `Q${d.getUTCMonth() / 3 + 1}` },
  { start: (d) => utc(d.getUTCFullYear()), next: (d) => utc(d.getUTCFullYear() + 1), name: (d) => String(d.getUTCFullYear()) },
  { start: (d) => utc(floor(d.getUTCFullYear(), 10)), next: (d) => utc(d.getUTCFullYear() + 10), name: (d) => `${d.getUTCFullYear()}s` },
  { start: (d) => utc(floor(d.getUTCFullYear(), 100)), next: (d) => utc(d.getUTCFullYear() + 100), name: (d) => `${d.getUTCFullYear()}s` },
];
const YEARLY = 4; // from this unit on, the year is the name itself

/** The day as text, as the graph writes it. */
export function asDay(date) {
  return date.toISOString().slice(0, 10);
}

/** A day of the graph as a date, null where it is none. */
export function asDate(day) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day ?? "");
  return found ? utc(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : null;
}

/** Bins of one unit from the first to the last day, at most `most`: { from, to, name, year }, days inclusive. */
export function binsOf(first, last, most) {
  const [begin, end] = [asDate(first), asDate(last)];
  if (!begin || !end || end < begin) return [];
  for (const [rank, unit] of UNITS.entries()) {
    const made = filled(unit, begin, end, most, rank);
    if (made) return made;
  }
  return [];
}

function filled(unit, begin, end, most, rank) {
  const made = [];
  for (let at = unit.start(begin); at <= end; ) {
    if (made.length === most) return null;
    const next = unit.next(at);
    const year = rank < YEARLY ? String(at.getUTCFullYear()) : "";
    made.push({ from: asDay(at), to: asDay(new Date(next.getTime() - DAY)), name: unit.name(at), year });
    at = next;
  }
  return made;
}

/** The place of the bin that holds a day, -1 where none does. */
export function binOf(bins, day) {
  const at = (day ?? "").slice(0, 10);
  if (!at || !bins.length || at < bins[0].from || at > bins.at(-1).to) return -1;
  let [low, high] = [0, bins.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bins[middle].from <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
