// The lines between nodes, the same as `kg/draw/picture.py` makes: one for each holder, object, side and manner,
// then conditions, contradictions, shifts, and who took part in an event.

const DRAWN_LINKS = ["contradiction", "shift"];

/** Return the lines: { id, kind, source, to, polarity, manner, positions, outlets }. */
export function linesOf(nodes, positions, links) {
  const made = new Map();
  const line = (kind, source, to, polarity, manner) => {
    const id = [source.id, to.id, polarity || kind, manner].filter(Boolean).join("|");
    if (!made.has(id)) made.set(id, { id, kind, source, to, polarity, manner, positions: [], sources: new Set() });
    return made.get(id);
  };
  for (const position of positions) stanceLines(position, line);
  for (const { kind, earlier, later } of links) {
    if (!DRAWN_LINKS.includes(kind)) continue;
    let ends = [earlier.holder, later.holder];
    if (ends[0] === ends[1] && kind !== "shift") continue;
    if (kind === "contradiction" && ends[1].id < ends[0].id) ends = ends.reverse();
    add(line(kind, ...ends, "", ""), earlier, later);
  }
  for (const node of nodes) {
    if (node.kind === "Event") for (const place of node.participants ?? []) line("part", nodes[place], node, "", "");
  }
  for (const one of made.values()) one.outlets = Math.max(1, one.sources.size);
  return [...made.values()];
}

function stanceLines(position, line) {
  for (const thing of position.objects) {
    const stance = line("stance", position.holder, thing, position.polarity, position.manner);
    stance.positions.push(position);
    stance.sources.add(position.article?.source ?? "");
  }
  for (const { matter, unless } of position.hangs) {
    for (const thing of position.about) {
      if (thing !== matter) add(line("condition", matter, thing, "", unless ? "unless" : "if"), position);
    }
  }
}

function add(line, ...positions) {
  for (const one of positions) if (!line.positions.includes(one)) line.positions.push(one);
}
