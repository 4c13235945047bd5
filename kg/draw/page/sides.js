// What two voices say on the same matters: agree, differ, or only one has spoken. Plain data, no page.

/** Whose positions count for each of two actors; who is named as one of them speaks for that one alone. */
export function voicesOf(one, other, nodes) {
  const [mine, theirs] = [voiceOf(one, nodes), voiceOf(other, nodes)];
  mine.delete(other);
  theirs.delete(one);
  return [mine, theirs];
}

/** An actor, and, of a state or bloc, all who belong to it. */
function voiceOf(actor, nodes) {
  const whole = actor.kind === "State" || actor.kind === "Bloc";
  return new Set(whole ? nodes.filter((node) => node === actor || (node.isActor && node.group === actor)) : [actor]);
}

/** Positions by what they are about, those of `kept` alone: Map(thing → positions). */
function byObject(kept, mine) {
  const made = new Map();
  for (const position of kept) {
    if (!mine(position)) continue;
    for (const thing of position.objects) {
      if (!made.has(thing)) made.set(thing, []);
      made.get(thing).push(position);
    }
  }
  return made;
}

function stand(positions) {
  return new Set(positions.map((p) => p.polarity).filter((polarity) => polarity === "support" || polarity === "oppose"));
}

/** "differ", "agree" or "open", where one of them takes no side. */
function relation(mine, theirs) {
  const [one, other] = [stand(mine), stand(theirs)];
  if ((one.has("support") && other.has("oppose")) || (one.has("oppose") && other.has("support"))) return "differ";
  return [...one].some((polarity) => other.has(polarity)) ? "agree" : "open";
}

/** Two actors matter by matter: { differ, agree, open, one, other }, lists of { thing, mine, theirs }. */
export function comparedActors(kept, one, other) {
  const mine = byObject(kept, (p) => one.has(p.holder) && !other.has(p.holder));
  const theirs = byObject(kept, (p) => other.has(p.holder) && !one.has(p.holder));
  const made = { differ: [], agree: [], open: [], one: [], other: [] };
  for (const [thing, found] of mine) {
    const against = theirs.get(thing);
    made[against ? relation(found, against) : "one"].push({ thing, mine: found, theirs: against ?? [] });
  }
  for (const [thing, found] of theirs) if (!mine.has(thing)) made.other.push({ thing, mine: [], theirs: found });
  return ordered(made);
}

/**
 * Two outlets holder by holder and matter by matter: { differ, agree, open, one, other }, lists of
 * { holder, thing, mine, theirs }. They differ where they give one holder opposite sides, or another manner.
 */
export function comparedOutlets(kept, one, other) {
  const cells = new Map();
  for (const position of kept) {
    if (position.outlet !== one && position.outlet !== other) continue;
    for (const thing of position.objects) {
      const key = `${position.holder.id}|${thing.id}`;
      if (!cells.has(key)) cells.set(key, { holder: position.holder, thing, mine: [], theirs: [] });
      cells.get(key)[position.outlet === one ? "mine" : "theirs"].push(position);
    }
  }
  const made = { differ: [], agree: [], open: [], one: [], other: [] };
  for (const cell of cells.values()) {
    if (!cell.theirs.length) made.one.push(cell);
    else if (!cell.mine.length) made.other.push(cell);
    else made[relation(cell.mine, cell.theirs)].push(cell);
  }
  return ordered(made);
}

/** The matters with most said on them first. */
function ordered(made) {
  const size = ({ mine, theirs }) => mine.length + theirs.length;
  for (const list of Object.values(made)) list.sort((a, b) => size(b) - size(a) || b.thing.weight - a.thing.weight || (a.thing.id < b.thing.id ? -1 : 1));
  return made;
}

/** Events that are reported by one outlet and not by the other: [only one, only other]. */
export function comparedEvents(nodes, articles, one, other) {
  const only = [[], []];
  for (const node of nodes) {
    if (node.kind !== "Event") continue;
    const outlets = new Set((node.reports ?? []).map(([place]) => articles[place]?.outlet));
    if (outlets.has(one) !== outlets.has(other)) only[outlets.has(one) ? 0 : 1].push(node);
  }
  return only;
}
