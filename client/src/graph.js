// Exploring the graph from a thing: draw its neighbours, unfold more, filter, show the evidence, take it along.
import { MultiDirectedGraph } from "graphology";
import { downloadAsImage } from "@sigma/export-image";
import { colour, dark, draw, settle } from "./drawing.js";
import { around } from "./places.js";
import { graphml } from "./graphml.js";
import { element, save, wording } from "./texts.js";

const root = document.getElementById("explorer");
const find = (id) => document.getElementById(id);
const text = wording(JSON.parse(root.dataset.texts));
const graph = new MultiDirectedGraph();
const unfolded = new Set();
const counts = new Map();
const hidden = new Set();
const kinds = [];
let chosen = "";
let drawing;

const short = (name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name);
const year = (node) => graph.getNodeAttribute(node, "year");
const name = (node) => graph.getNodeAttribute(node, "name");

function isShown(node) {
  if (node === root.dataset.of) return true;
  const when = year(node);
  const [from, to] = [find("from-year").value, find("to-year").value];
  return !hidden.has(graph.getNodeAttribute(node, "kind")) && (!when || ((!from || when >= from) && (!to || when <= to)));
}

function add(found, from) {
  let fresh = 0;
  const middle = graph.hasNode(from) ? graph.getNodeAttributes(from) : {};
  for (const [at, one] of found.nodes.entries()) {
    if (graph.hasNode(one.iri)) continue;
    if (!kinds.includes(one.kind)) kinds.push(one.kind);
    const own = { name: one.name, label: short(one.name), kind: one.kind, kindName: one.kind_name, year: one.year, href: one.href };
    graph.addNode(one.iri, { ...own, ...around(middle, at, found.nodes.length, at ? 10 : 0), size: 5, color: colour(kinds, one.kind) });
    fresh += one.iri === from ? 0 : 1;
  }
  for (const { source, target, property, name: label, places } of found.edges) {
    const key = `${source} ${property} ${target}`;
    if (!graph.hasEdge(key)) graph.addEdgeWithKey(key, source, target, { property, label, places, size: places.length ? 2 : 1 });
  }
  graph.forEachNode((node) => graph.setNodeAttribute(node, "size", node === root.dataset.of ? 12 : 5 + Math.min(5, Math.sqrt(graph.degree(node)))));
  return fresh;
}

async function unfold(node) {
  if (unfolded.has(node)) return choose(node);
  const values = new URLSearchParams({ of: node, ...(root.dataset.kept && { lang: root.dataset.kept }) });
  try {
    const response = await fetch(`${root.dataset.address}?${values}`, { headers: { "Accept-Language": root.dataset.language } });
    if (!response.ok) throw new Error((await response.text()).trim());
    const found = await response.json();
    unfolded.add(node);
    counts.set(node, [found.nodes.length - 1, found.count]);
    const fresh = add(found, node);
    settle(graph);
    refresh();
    choose(node);
    find("told").textContent = text("graph_expanded", { count: fresh });
  } catch (error) {
    find("told").textContent = text("graph_failed", { why: error.message });
  }
}

function evidence(places) {
  if (!places.length) return [element("p", { class: "hint" }, text("graph_no_evidence"))];
  return places.flatMap((place) => {
    const where = place.page ? `${place.document}, ${text("page_short", { page: place.page })}` : place.document;
    const link = element("a", { href: place.href }, text("see_page"));
    return [element("blockquote", {}, place.quote), element("p", {}, link, ` ${where}`)];
  });
}

function connection(edge, from) {
  const [source, target] = graph.extremities(edge);
  const { label, places } = graph.getEdgeAttributes(edge);
  const other = source === from ? target : source;
  const title = source === from ? `${label} → ${name(other)}` : `${name(other)} → ${label}`;
  return element("details", {}, element("summary", {}, title), ...evidence(places));
}

function choose(node) {
  chosen = node;
  const { name: whole, kindName, year: when, href } = graph.getNodeAttributes(node);
  const unfolding = element("button", { type: "button", onclick: () => unfold(node) }, text("graph_expand", { thing: short(whole) }));
  const known = counts.get(node);
  const edges = graph.filterEdges(node, (_, __, source, target) => isShown(source) && isShown(target));
  find("side").replaceChildren(
    element("h2", {}, whole),
    element("p", { class: "hint" }, `${kindName}${when ? `, ${when}` : ""}`),
    element("p", {}, element("a", { href }, text("graph_to_page"))),
    ...(known ? [element("p", { class: "hint" }, text("graph_left", { shown: known[0], count: known[1] }))] : [unfolding]),
    element("h3", {}, text("graph_of")),
    ...edges.map((edge) => connection(edge, node)),
  );
  drawing?.refresh();
}

function chooseEdge(edge) {
  const [source, target] = graph.extremities(edge);
  const { label, places } = graph.getEdgeAttributes(edge);
  find("side").replaceChildren(element("h2", {}, `${name(source)} → ${label} → ${name(target)}`), ...evidence(places));
}

function list() {
  const shown = graph.filterNodes(isShown);
  const sorted = shown.sort((a, b) => kinds.indexOf(graph.getNodeAttribute(a, "kind")) - kinds.indexOf(graph.getNodeAttribute(b, "kind")) || name(a).localeCompare(name(b), root.dataset.language));
  find("list").replaceChildren(...sorted.map((node) => {
    const { kindName, year: when, color } = graph.getNodeAttributes(node);
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    dot.style.background = color;
    const see = element("button", { type: "button", class: "plain", onclick: () => choose(node) }, name(node));
    const more = element("button", { type: "button", class: "plain", "aria-label": text("graph_expand", { thing: name(node) }), onclick: () => unfold(node) }, "+");
    return element("li", { "data-node": node }, dot, see, element("span", { class: "hint" }, ` ${kindName}${when ? `, ${when}` : ""} `), ...(unfolded.has(node) ? [] : [more]));
  }));
  const edges = graph.filterEdges((_, __, source, target) => isShown(source) && isShown(target)).length;
  find("told").textContent = text("graph_shown", { nodes: shown.length, edges });
}

function filters() {
  const held = new Map(kinds.map((kind) => [kind, 0]));
  graph.forEachNode((_, { kind }) => held.set(kind, held.get(kind) + 1));
  const legend = find("kinds").querySelector("legend");
  find("kinds").replaceChildren(legend, ...kinds.map((kind) => {
    const named = graph.getNodeAttribute(graph.findNode((_, data) => data.kind === kind), "kindName");
    const box = element("input", { type: "checkbox", checked: !hidden.has(kind), onchange: () => {
      box.checked ? hidden.delete(kind) : hidden.add(kind);
      list();
      drawing.refresh();
    } });
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    dot.style.background = colour(kinds, kind);
    return element("label", {}, box, dot, `${named} `, element("span", { class: "hint" }, String(held.get(kind))));
  }));
  const years = [...new Set(graph.mapNodes((node) => year(node)).filter(Boolean))].sort();
  for (const id of ["from-year", "to-year"]) {
    const kept = find(id).value;
    find(id).replaceChildren(element("option", { value: "" }, "–"), ...years.map((one) => element("option", { value: one, selected: one === kept }, one)));
  }
}

function refresh() {
  filters();
  list();
  drawing?.refresh();
}

function start() {
  drawing = draw(graph, find("drawing"), {
    nodeReducer: (node, data) => ({ ...data, hidden: !isShown(node), highlighted: node === chosen }),
    edgeReducer: (edge, data) => {
      const [source, target] = graph.extremities(edge);
      const near = source === chosen || target === chosen;
      return { ...data, hidden: !isShown(source) || !isShown(target), color: dark() ? (near ? "#a9b5c2" : "#4a5662") : near ? "#6b7885" : "#c3ccd5", forceLabel: near && graph.degree(chosen) < 12 };
    },
  });
  drawing.on("clickNode", ({ node }) => choose(node));
  drawing.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    unfold(node);
  });
  drawing.on("clickEdge", ({ edge }) => chooseEdge(edge));
  const camera = drawing.getCamera();
  const settings = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200 };
  find("zoom-in").addEventListener("click", () => camera.animatedZoom(settings));
  find("zoom-out").addEventListener("click", () => camera.animatedUnzoom(settings));
  find("zoom-all").addEventListener("click", () => camera.animatedReset(settings));
}

function taking() {
  const stem = `kommunegraf-${root.dataset.of.split("/id/").pop().replaceAll("/", "-")}`;
  find("save-png").addEventListener("click", () => downloadAsImage(drawing, { fileName: stem, format: "png", backgroundColor: dark() ? "#11171e" : "#ffffff" }));
  find("save-graphml").addEventListener("click", () => save(`${stem}.graphml`, "application/graphml+xml", graphml(graph, isShown)));
  for (const id of ["from-year", "to-year"]) find(id).addEventListener("change", () => {
    list();
    drawing.refresh();
  });
}

root.hidden = false;
begin();

async function begin() {
  await unfold(root.dataset.of);
  if (!graph.order) return;
  try {
    start();
  } catch {
    find("drawing").hidden = true; // no WebGL: the list does all the same
  }
  taking();
  choose(root.dataset.of);
  find("plain").hidden = true;
}
