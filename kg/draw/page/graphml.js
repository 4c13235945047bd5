// Nodes and lines as GraphML, which Gephi, yEd, NetworkX and igraph read.

const NODE_KEYS = { label: "string", kind: "string", group: "string", day: "string" };
const EDGE_KEYS = { kind: "string", polarity: "string", manner: "string", positions: "int", outlets: "int", first: "string", last: "string" };

/** Return lines with the nodes they join, and further nodes, as the text of a GraphML file. */
export function asGraphml(lines, more = []) {
  const nodes = new Set([...lines.flatMap((edge) => [edge.source, edge.to]), ...more]);
  const keys = (target, table) => Object.entries(table).map(([name, type]) => `  <key id="${target[0]}_${name}" for="${target}" attr.name="${name}" attr.type="${type}"/>`);
  const body = [
    ...[...nodes].map((node) => `    <node id="${escaped(node.id)}">${fields("n", { label: node.label, kind: node.kind, group: node.group?.label, day: node.begins })}</node>`),
    ...lines.map((edge) => `    <edge id="${escaped(edge.id)}" source="${escaped(edge.source.id)}" target="${escaped(edge.to.id)}">${fields("e", edgeFields(edge))}</edge>`),
  ];
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys("node", NODE_KEYS), ...keys("edge", EDGE_KEYS), '  <graph edgedefault="directed">', ...body, "  </graph>", "</graphml>", ""].join("\n");
}

function edgeFields({ kind, polarity, manner, positions, outlets }) {
  const days = positions.map((p) => p.day).filter(Boolean).sort();
  return { kind, polarity, manner, positions: positions.length, outlets, first: days[0], last: days.at(-1) };
}

function fields(prefix, values) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => `<data key="${prefix}_${name}">${escaped(String(value))}</data>`)
    .join("");
}

/** A text within XML, without the characters that XML 1.0 cannot hold. */
function escaped(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"]/g, (mark) => marks[mark]);
}
