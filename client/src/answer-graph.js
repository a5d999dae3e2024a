// An answer as a graph: the statements of CONSTRUCT, or the things that stand beside each other in a row.
import { MultiDirectedGraph } from "graphology";
import { colour, draw, settle } from "./drawing.js";
import { icon, rows } from "./answers.js";
import { around } from "./places.js";
import { element } from "./texts.js";

const MOST = 400;
const tail = (iri) => iri.split(/[/#]/).slice(-2).join("/");

export const Graph = (text) => class {
  priority = 3;
  label = text("editor_graph");

  constructor(yasr) {
    this.yasr = yasr;
  }

  // Source, name and target of each connection.
  links() {
    const stated = this.yasr.results?.getStatements?.() ?? [];
    if (stated.length) return stated.map(({ subject, predicate, object }) => [subject, tail(predicate.value ?? predicate), object]);
    return rows(this.yasr).flatMap((row) => {
      const things = Object.entries(row).filter(([, term]) => term.type === "uri");
      return things.slice(1).map(([name, term], at) => [things[at][1], name, term]);
    });
  }

  canHandleResults() {
    return this.links().length > 0;
  }

  getIcon() {
    return icon("M3 1a2 2 0 110 4 2 2 0 010-4zM13 5a2 2 0 110 4 2 2 0 010-4zM5 11a2 2 0 110 4 2 2 0 010-4zM4 4l7 3M11 8l-5 4");
  }

  draw() {
    const graph = new MultiDirectedGraph();
    const kinds = [];
    const links = this.links();
    const add = (term) => {
      const id = term.value ?? String(term);
      const isThing = (term.type ?? term.termType ?? "").match(/uri|NamedNode/);
      const kind = isThing ? id.split("/").at(-2) ?? "" : "literal";
      if (!kinds.includes(kind)) kinds.push(kind);
      const label = isThing ? tail(id) : id;
      graph.mergeNode(id, { label: label.length > 40 ? `${label.slice(0, 39)}…` : label, color: colour(kinds, kind), size: 6, ...(graph.hasNode(id) ? {} : around({}, graph.order, MOST / 8)) });
      return id;
    };
    for (const [source, label, target] of links.slice(0, MOST)) graph.addDirectedEdge(add(source), add(target), { label, size: 1 });
    settle(graph);
    const place = element("div", { class: "drawing", role: "img", "aria-label": text("editor_graph") });
    const more = links.length > MOST ? [element("p", { class: "hint" }, text("editor_many", { shown: MOST, count: links.length }))] : [];
    this.yasr.resultsEl.replaceChildren(element("div", { class: "answer" }, ...more, place));
    this.sigma = draw(graph, place, {});
  }

  destroy() {
    this.sigma?.kill();
  }
};
