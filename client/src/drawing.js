// A drawing of a graph with sigma: colours by kind, a layout that settles, and what is asked of it by mouse.
import Sigma from "sigma";
import forceAtlas2 from "graphology-layout-forceatlas2";

// Ten colours that are told apart, also by the colour-blind, on white and on black.
const COLOURS = ["#2f77b5", "#c2571a", "#2c8a57", "#a4478f", "#8a6d1d", "#c23b52", "#1d8a94", "#6a5acd", "#7a8a2a", "#7f7f7f"];

export const colour = (kinds, kind) => COLOURS[Math.min(kinds.indexOf(kind), COLOURS.length - 1)];

export const dark = () => matchMedia("(prefers-color-scheme: dark)").matches;

export function settle(graph) {
  forceAtlas2.assign(graph, { iterations: 200, settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: true } });
}

export function draw(graph, place, reducers) {
  const ink = dark() ? "#e4eaf0" : "#16212c";
  return new Sigma(graph, place, {
    enableEdgeEvents: true,
    renderEdgeLabels: graph.size < 60 && place.clientWidth > 500, // on a phone the side panel names them
    defaultEdgeType: "arrow",
    defaultEdgeColor: dark() ? "#5a6672" : "#b3bec9",
    labelColor: { color: ink },
    edgeLabelColor: { color: ink },
    labelDensity: 0.6,
    labelRenderedSizeThreshold: 5,
    labelSize: 13,
    edgeLabelSize: 11,
    zIndex: true,
    stagePadding: 50,
    defaultDrawNodeHover: hover,
    ...reducers,
  });
}

// The label of a thing that is pointed at, on a ground that reads in the dark as well.
function hover(context, data, settings) {
  const { labelSize, labelFont, labelWeight } = settings;
  context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
  context.fillStyle = dark() ? "#1a222b" : "#fff";
  context.strokeStyle = data.color;
  context.lineWidth = 2;
  const width = context.measureText(data.label).width + data.size + 14;
  context.beginPath();
  context.roundRect(data.x - data.size - 4, data.y - labelSize, width + data.size, labelSize * 2, 6);
  context.fill();
  context.stroke();
  context.fillStyle = data.color;
  context.beginPath();
  context.arc(data.x, data.y, data.size, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = dark() ? "#e4eaf0" : "#16212c";
  context.fillText(data.label, data.x + data.size + 4, data.y + labelSize / 3);
}
