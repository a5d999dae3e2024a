// What Yasgui and its table say in English of their own accord, and how it reads in Danish.
const SAID = [
  ["Close tab", "Luk fanen"],
  ["Add tab", "Ny fane"],
  ["Rename Tab", "Omdøb fanen"],
  ["Copy Tab", "Kopiér fanen"],
  ["Close Tab", "Luk fanen"],
  ["Close other tabs", "Luk de andre faner"],
  ["Re-open last closed tab", "Åbn den lukkede fane igen"],
  ["Open settings", "Åbn indstillinger"],
  ["Request method", "Metode"],
  ["Accept Headers", "Svarets format"],
  ["Arguments", "Parametre"],
  ["Header Arguments", "Hoveder"],
  ["Default Graphs", "Standardgrafer"],
  ["Named Graphs", "Navngivne grafer"],
  ["Clear endpoint", "Ryd adressen"],
  ["Share query", "Del forespørgslen"],
  ["Run query", "Spørg"],
  ["Simple view", "Enkel visning"],
  ["Ellipse", "Forkort"],
  ["Page size:", "Rækker pr. side:"],
  ["All", "Alle"],
  ["Download result", "Hent svaret"],
  ["Download Results", "Hent svaret"],
  ["No data available in table", "Ingen rækker"],
  ["No matching records found", "Ingen rækker har det"],
  ["pagination", "sider"],
  ["First", "Første"],
  ["Previous", "Forrige"],
  ["Next", "Næste"],
  ["Last", "Sidste"],
  [/^Shows (.+) view$/, "Vis: $1"],
  [/^(\d+) results? in ([\d.]+) seconds?$/, "$1 rækker på $2 sekunder"],
  [/^(.+): Activate to sort$/, "$1: sortér"],
  [/^(.+): Activate to invert sorting$/, "$1: vend rækkefølgen"],
  [/^(.+): Activate to remove sorting$/, "$1: ophæv rækkefølgen"],
  [/^Showing (\S+) to (\S+) of (\S+) entr(?:y|ies)$/, "Viser $1 til $2 af $3 rækker"],
  [/^Showing (\S+) to (\S+) of (\S+) entr(?:y|ies) \(filtered from (\S+) total entr(?:y|ies)\)$/, "Viser $1 til $2 af $3 rækker (ud af $4)"],
];
const ATTRIBUTES = ["title", "aria-label"];

function danish(said) {
  const found = SAID.find(([english]) => (english instanceof RegExp ? english.test(said) : english === said));
  if (!found) return said;
  return found[0] instanceof RegExp ? said.replace(...found) : found[1];
}

// All that a part of the page says of its own accord; what was asked and what was answered stays as it is.
export function inDanish(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(".CodeMirror-scroll, tbody td:not(.dt-empty), pre, style, svg")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      const said = node.data.trim();
      if (said && danish(said) !== said) node.data = danish(said);
    } else {
      for (const name of ATTRIBUTES) {
        const said = node.getAttribute(name);
        if (said && danish(said) !== said) node.setAttribute(name, danish(said));
      }
    }
  }
}
