// Reads a page's data block from standard input and prints the lines that its script makes of it.

import { readFileSync } from "node:fs";

const block = readFileSync(0, "utf8");
globalThis.document = { getElementById: () => ({ textContent: block }) };
const { edges } = await import("../../../kg/draw/page/data.js");
console.log(JSON.stringify(edges.map((edge) => [edge.id, edge.positions.map((p) => p.id.replace(/^doc[/]/, "")), edge.outlets])));
