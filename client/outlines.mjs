// Draws kommunegraf/web/outlines.json anew: node outlines.mjs TOPOJSON, in a folder that has topojson-client and
// topojson-simplify. The outlines are simplified together, so that neighbours keep one border; Bornholm is moved nearer.
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const SOURCE = "DAGI 1:500.000 (2014), Geodatastyrelsen; topojson af Neogeografen/dagi";
const HEIGHT = 1000; // units from the southernmost to the northernmost point
const SMALLEST = 12; // square units of a bend or an island that is left out
const BORNHOLM = "0400";
const NOT_MUNICIPALITIES = new Set(["0411"]); // Christiansø belongs to no municipality

const topology = JSON.parse(readFileSync(process.argv[2], "utf8"));
const [named] = Object.values(topology.objects);
const whole = feature(topology, named);
const points = whole.features.flatMap((one) => one.geometry.coordinates.flat(one.geometry.type === "Polygon" ? 1 : 2));
const [south, north] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
const west = Math.min(...points.map((p) => p[0]));
const scale = HEIGHT / (north - south);
const narrowed = scale * Math.cos((((south + north) / 2) * Math.PI) / 180);
const place = ([lon, lat]) => [(lon - west) * narrowed, (north - lat) * scale];

// The topology in units of the drawing, its deltas added up, so that areas are measured in square units.
const { transform } = topology;
const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return place([x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]);
  });
});
const drawn = { type: "Topology", arcs, objects: { all: named } };
const simple = simplify(presimplify(drawn), SMALLEST);

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => {
  const [nx, ny] = ring[(at + 1) % ring.length];
  return sum + x * ny - nx * y;
}, 0)) / 2;

const rings = new Map();
for (const { properties, geometry } of feature(simple, simple.objects.all).features) {
  if (NOT_MUNICIPALITIES.has(properties.KOMKODE)) continue;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  rings.set(properties.KOMKODE, [...(rings.get(properties.KOMKODE) ?? []), ...polygons.flat()]);
}

function path(found, [moveX, moveY]) {
  const largest = Math.max(...found.map(area));
  return found.filter((ring) => area(ring) >= SMALLEST || area(ring) === largest).map((ring) => {
    let text = "";
    let [lastX, lastY] = [0, 0];
    for (const [x, y] of ring.slice(0, -1).map(([x, y]) => [Math.round(x + moveX), Math.round(y + moveY)])) {
      if (text && x === lastX && y === lastY) continue;
      text += text ? `${text.includes("l") ? " " : "l"}${x - lastX} ${y - lastY}` : `M${x} ${y}`;
      [lastX, lastY] = [x, y];
    }
    return `${text}z`;
  }).join("");
}

const mainland = [...rings].filter(([code]) => code !== BORNHOLM).flatMap(([, found]) => found.flat());
const width = Math.ceil(Math.max(...mainland.map(([x]) => x)));
const island = rings.get(BORNHOLM).flat();
const right = Math.max(...island.map(([x]) => x));
const top = Math.min(...island.map(([, y]) => y));
const moved = [width - right, 60 - top];
const outlines = Object.fromEntries([...rings].sort().map(([code, found]) => [code, path(found, code === BORNHOLM ? moved : [0, 0])]));
const left = Math.floor(Math.min(...island.map(([x]) => x)) + moved[0]) - 15;
const bottom = Math.ceil(Math.max(...island.map(([, y]) => y)) + moved[1]) + 15;
const inset = [left, 45, width - left + 15, bottom - 45];
const target = new URL("../kommunegraf/web/outlines.json", import.meta.url);
const written = { source: SOURCE, width: width + 20, height: HEIGHT, inset, outlines };
writeFileSync(target, `${JSON.stringify(written, null, 1)}\n`);
