// Opens exports with the libraries that they are for: node opening.cjs FILE.cyjs FILE.gexf; prints what these hold.
const fs = require("fs");
const cytoscape = require("cytoscape");
const gexf = require("graphology-gexf");
const { MultiDirectedGraph } = require("graphology");

const [cyjs, gexfFile] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));
const cy = cytoscape({ headless: true, elements: JSON.parse(cyjs).elements });
const graph = gexf.parse(MultiDirectedGraph, gexfFile, { respectInputGraphType: false });
const shares = cy.edges("[interaction = 'Allocation']");
const found = {
  cytoscape: { nodes: cy.nodes().length, edges: cy.edges().length, shares: shares.map((edge) => edge.data("amount")) },
  graphology: {
    nodes: graph.order,
    edges: graph.size,
    shares: graph.filterEdges((_, data) => data.relation === "Allocation").map((e) => graph.getEdgeAttribute(e, "amount")),
  },
};
console.log(JSON.stringify(found));
