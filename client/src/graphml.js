// A graph as GraphML, which Gephi, yEd and Cytoscape open.
const escape = (text) => String(text).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const data = (values) => Object.entries(values).map(([key, value]) => `<data key="${key}">${escape(value)}</data>`).join("");

const NODE = ["label", "kind", "year"];
const EDGE = ["property", "name", "evidence"];

export function graphml(graph, isShown) {
  const keys = [...NODE.map((name) => [name, "node"]), ...EDGE.map((name) => [name, "edge"])]
    .map(([name, of]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="string"/>`);
  const nodes = graph.filterNodes((node) => isShown(node)).map((node) => {
    const { label, kindName, year } = graph.getNodeAttributes(node);
    return `<node id="${escape(node)}">${data({ label, kind: kindName, year })}</node>`;
  });
  const edges = graph.filterEdges((_, __, source, target) => isShown(source) && isShown(target)).map((edge) => {
    const { property, label, places } = graph.getEdgeAttributes(edge);
    const evidence = places.map((place) => `${place.document}${place.page ? ` s. ${place.page}` : ""}: ${place.quote}`).join("\n");
    return `<edge source="${escape(graph.source(edge))}" target="${escape(graph.target(edge))}">${data({ property, name: label, evidence })}</edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
