// Places for a neighbourhood: what is selected in the middle, the rest around it on rings.

const GAP = 14;

/** Return Map(node → {x, y}) for a centre and its neighbours, wider than high by `aspect`. */
export function around(centre, neighbours, aspect) {
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const rest = [...neighbours];
  let slots = 0;
  for (let ring = 1; rest.length; ring += 1) {
    const half = { x: 190 * ring * Math.sqrt(aspect) + 60, y: 150 * ring * Math.sqrt(1 / aspect) + 50 };
    const room = Math.max(4, Math.floor((2 * Math.PI * Math.hypot(half.x, half.y)) / Math.SQRT2 / 175));
    // two rings of the same number stand in each other's gaps, so that no line runs through a node
    if (ring === 1 && rest.length > room + 2 && rest.length <= 2 * room + 6) slots = Math.ceil(rest.length / 2);
    const here = rest.splice(0, slots || (rest.length <= room + 2 ? rest.length : room));
    for (const [place, node] of here.entries()) {
      const turn = (2 * Math.PI * (place + (ring % 2 ? 0 : 0.5))) / (slots || here.length) - Math.PI / 2;
      places.set(node, { x: half.x * Math.cos(turn), y: half.y * Math.sin(turn) });
    }
  }
  return apart(places, centre);
}

/** Push boxes apart along the shorter way; the centre stays. */
function apart(places, centre) {
  const all = [...places.keys()];
  for (let round = 0; round < 300; round += 1) {
    let clash = false;
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        const a = boxAt(one, places.get(one));
        const b = boxAt(other, places.get(other));
        const over = {
          x: (one.width + other.width) / 2 + GAP - Math.abs(a.x - b.x),
          y: (one.height + other.height) / 2 + GAP - Math.abs(a.y - b.y),
        };
        if (over.x <= 0 || over.y <= 0) continue;
        clash = true;
        const axis = over.x < over.y ? "x" : "y";
        const way = (a[axis] >= b[axis] ? 1 : -1) * (over[axis] / 2 + 0.5);
        if (one !== centre) places.get(one)[axis] += other === centre ? 2 * way : way;
        if (other !== centre) places.get(other)[axis] -= one === centre ? 2 * way : way;
      }
    }
    if (!clash) break;
  }
  return places;
}

function boxAt(node, { x, y }) {
  return { x, y: node.radius ? y + node.height / 2 - node.radius : y };
}
