// The explorer: the drawn graph and the editor beside it; what is found in one is shown in the other.

const BASE = "https://w3id.org/geostance/";
const byId = (id) => document.getElementById(id);
const tabs = ["graph", "questions"];

function show(name) {
  for (const tab of tabs) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
  }
  if (name === "questions") openEditor();
}

let editor = null;
let asked = { questions: [], prefixes: {} };

function openEditor() {
  if (editor) return;
  editor = new Yasgui(byId("yasgui"), {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint: `${location.origin}/sparql` }] },
    persistenceId: null,
    autofocus: true,
    yasqe: { createShareableLink: null, autocompleters: ["variables"] },
    yasr: { prefixes: asked.prefixes, persistenceId: null },
  });
  const tab = editor.getTab();
  tab.setQuery("SELECT DISTINCT ?who ?side ?matter ?position WHERE {\n  ?position gs:holder/rdfs:label ?who ;\n    gs:polarity ?side ;\n    gs:about/skos:prefLabel ?matter .\n}\nORDER BY ?who\nLIMIT 100");
  tab.show();
}

/** The name that the drawn page has for what an IRI names, where it shows such things at all. */
function nameInPage(iri) {
  const path = iri.slice(BASE.length);
  return /^(actor|proposition|event)\/|^doc\/[^#]+#position-/.test(path) ? path : "";
}

/** Lead links to our own things to the drawn page, where it shows them, else to what the graph says of them. */
function followed(event) {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !link.href.startsWith(BASE)) return;
  event.preventDefault();
  event.stopPropagation();
  const name = nameInPage(link.href);
  const page = byId("page");
  if (page && name) {
    page.contentWindow.location.hash = `selected=${encodeURIComponent(name)}`;
    show("graph");
  } else window.open(`/thing?iri=${encodeURIComponent(link.href)}`, "_blank", "noopener");
}

async function main() {
  for (const tab of tabs) byId(`tab-${tab}`).addEventListener("click", () => show(tab));
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const next = byId("questions").hidden ? "questions" : "graph";
    show(next);
    byId(`tab-${next}`).focus();
  });
  byId("yasgui").addEventListener("click", followed, true);
  asked = await (await fetch("/questions.json")).json();
  const menu = byId("saved");
  for (const question of asked.questions) menu.append(new Option(question.title, question.name));
  menu.addEventListener("change", () => {
    const question = asked.questions.find((each) => each.name === menu.value);
    if (!question) return;
    byId("about").textContent = question.description;
    openEditor();
    editor.getTab().setQuery(question.text);
    editor.getTab().query();
  });
  show(location.hash === "#questions" ? "questions" : "graph");
}

main();
