// An answer as a map: the figures of a column by the municipality that another names.
import { drawn, figures, icon, named, rows, sums } from "./answers.js";
import { element } from "./texts.js";

const SHADES = 5;

export const Municipalities = (text, language, ground) => class {
  priority = 4;
  label = text("editor_map");

  constructor(yasr) {
    this.yasr = yasr;
  }

  // The column that names municipalities in most of its rows, if any.
  place() {
    const found = rows(this.yasr);
    const names = named(this.yasr, []).filter((name) => {
      const bound = found.map((row) => row[name]).filter(Boolean);
      return bound.length && bound.filter((term) => ground.codes[term.value.toLowerCase()]).length > bound.length / 2;
    });
    return names[0];
  }

  measures() {
    return figures(this.yasr).filter((name) => name !== this.place());
  }

  canHandleResults() {
    return Boolean(this.place() && this.measures().length);
  }

  getIcon() {
    return icon("M1 3l4-1.500 6 2 4-1.500v11l-4 1.500-6-2-4 1.500zM5 1.500v11M11 3.500v11");
  }

  draw() {
    const measure = element("select", { "aria-label": text("editor_map"), onchange: () => show() }, ...this.measures().map((name) => element("option", { value: name }, name)));
    const place = element("figure", { class: "map" });
    const show = () => place.replaceChildren(...this.map(measure.value));
    this.yasr.resultsEl.replaceChildren(element("div", { class: "answer" }, element("div", { class: "axes" }, measure), place));
    show();
  }

  map(measure) {
    const number = new Intl.NumberFormat(language);
    const by = this.place();
    const coded = rows(this.yasr).map((row) => ({ ...row, [by]: { value: ground.codes[row[by]?.value.toLowerCase()] ?? "" } }));
    const found = new Map(sums(coded, by, measure).filter(([code]) => code));
    const ranked = [...found.values()].sort((a, b) => a - b);
    const shades = Math.min(SHADES, new Set(ranked).size);
    const shade = (value) => Math.floor((ranked.indexOf(value) * shades) / ranked.length) + 1;
    const areas = Object.entries(ground.outlines).map(([code, d]) => {
      const value = found.get(code);
      const told = `${ground.names[code]}: ${value === undefined ? text("map_nothing") : number.format(value)}`;
      return drawn("path", { class: value === undefined ? "area" : `area s${shade(value)}`, d }, drawn("title", {}, told));
    });
    const [x, y, width, height] = ground.inset;
    const svg = drawn("svg", { viewBox: `-10 -10 ${ground.width + 10} ${ground.height + 20}`, role: "img", "aria-label": measure }, ...areas, drawn("rect", { class: "frame", x, y, width, height }));
    const legend = Array.from({ length: shades }, (_, at) => ranked.filter((value) => shade(value) === at + 1)).map((step, at) => {
      const key = drawn("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, drawn("rect", { class: `area s${at + 1}`, width: 10, height: 10 }));
      return step.length ? [element("li", {}, key, ` ${number.format(step[0])}–${number.format(step.at(-1))}`)] : [];
    }).flat();
    return [svg, element("figcaption", {}, element("ul", { class: "legend" }, ...legend), element("p", { class: "hint" }, text("map_source", { source: ground.source })))];
  }
};
