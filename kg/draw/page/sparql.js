// The SPARQL query that gives the positions shown: the filters and the selection, in the words of the graph.

const PREFIXES = ["gs: <https://w3id.org/geostance/ns#>", "rdfs: <http://www.w3.org/2000/01/rdf-schema#>", "skos: <http://www.w3.org/2004/02/skos/core#>", "dcterms: <http://purl.org/dc/terms/>", "xsd: <http://www.w3.org/2001/XMLSchema#>"];
const HINGES = "gs:condition|gs:unless|gs:conditionSpan";

/**
 * Return the query for a state and what is selected ("node", "pair" or "position", else everything).
 * `values` lists all values of each filter, `base` is what the page's names lack to be IRIs, `unknown` how the page
 * calls an outlet that the graph does not name.
 */
export function asSparql({ state, found, values, base, unknown }) {
  const iri = (name) => `<${/^[a-z][a-z0-9+.-]*:/i.test(name) ? name : base + name}>`;
  const shown = (list) => (state.hidden[list].size ? values[list].filter((value) => !state.hidden[list].has(value)) : null);
  const where = [
    "?position a gs:Position ; gs:holder ?holder ; gs:polarity ?side ; gs:modality ?modality ; gs:reportedIn ?document .",
    "FILTER EXISTS { ?position gs:about|gs:target ?something }",
    ...selected(found, iri),
    ...among("side", shown("polarity"), (value) => `gs:${value}`),
    ...among("modality", shown("modality"), (value) => `gs:${value}`),
    ...manner(shown("manner")),
    ...acts([...state.hidden.act].sort()),
    ...kinds(shown("kind")),
    ...outlet(shown("outlet"), unknown),
    ...(state.issue ? [`?position gs:about/skos:broader ${iri(state.issue)} .`] : []),
    ...(state.sure ? [`?position gs:confidence ?confidence . FILTER(?confidence >= ${state.sure})`] : []),
    "OPTIONAL { ?position gs:assertedOn ?said }",
    "OPTIONAL { ?document dcterms:issued ?issued }",
    "BIND(COALESCE(?said, ?issued) AS ?day)",
    ...(state.since ? [`FILTER(?day >= "${state.since}"^^xsd:date)`] : []),
    ...(state.until ? [`FILTER(?day <= "${state.until}"^^xsd:date)`] : []),
    "OPTIONAL { ?holder rdfs:label ?who }",
    "OPTIONAL { ?position gs:about ?proposition . ?proposition skos:prefLabel ?matter }",
  ];
  return [...PREFIXES.map((line) => `PREFIX ${line}`), "", "SELECT DISTINCT ?who ?side ?modality ?matter ?day ?position WHERE {", ...where.map((line) => `  ${line}`), "}", "ORDER BY ?who ?day ?position", ""].join("\n");
}

function selected(found, iri) {
  const lists = { position: () => [found.position], edge: () => found.edge.positions };
  if (lists[found?.type]) return [`VALUES ?position { ${lists[found.type]().map((p) => iri(p.id)).join(" ")} }`];
  const on = (thing) => (thing.matters ? `?position gs:about/skos:broader ${iri(thing.id)} .` : `?position gs:about|gs:target ${iri(thing.id)} .`);
  if (found?.type === "pair") return [`VALUES ?holder { ${iri(found.one.id)} }`, on(found.other)];
  if (found?.type === "time" && found.node) return [`VALUES ?holder { ${iri(found.node.id)} }`];
  if (found?.type === "issue") return [on(found.issue)];
  if (found?.type !== "node" || found.node.kind === "Event") return [];
  const node = iri(found.node.id);
  if (found.node.kind === "Proposition") return [`?position gs:about ${node} .`];
  return [`FILTER(?holder = ${node} || EXISTS { ?position gs:target ${node} })`];
}

function among(name, list, write) {
  return list ? [`VALUES ?${name} { ${list.map(write).join(" ")} }`] : [];
}

/** Conditional before hedged before asserted, as the page draws them. */
function manner(list) {
  if (!list) return [];
  const one = {
    conditional: `EXISTS { ?position ${HINGES} ?hinge }`,
    hedged: `(?modality != gs:certain && NOT EXISTS { ?position ${HINGES} ?hinge })`,
    asserted: `(?modality = gs:certain && NOT EXISTS { ?position ${HINGES} ?hinge })`,
  };
  return [`FILTER(${list.map((value) => one[value]).join(" || ") || "false"})`];
}

function acts(hidden) {
  if (!hidden.length) return [];
  return ["OPTIONAL { ?position gs:speechAct ?act }", `FILTER(!BOUND(?act) || ?act NOT IN (${hidden.map((act) => `gs:${act}`).join(", ")}))`];
}

function kinds(list) {
  return list ? [`?holder a ?kind . VALUES ?kind { ${list.map((kind) => `gs:${kind}`).join(" ")} }`] : [];
}

function outlet(list, unknown) {
  if (!list) return [];
  const named = list.filter((name) => name !== unknown).map((name) => JSON.stringify(name)).join(", ");
  const none = list.includes(unknown) ? "!BOUND(?outlet) || " : "";
  return ["OPTIONAL { ?document dcterms:publisher/rdfs:label ?outlet }", `FILTER(${none}STR(?outlet) IN (${named}))`];
}
