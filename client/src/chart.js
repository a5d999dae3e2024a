// An answer as bars: the figures of a column, added up by the values of another.
import { drawn, figures, icon, named, rows, sums } from "./answers.js";
import { element } from "./texts.js";

const MOST = 40;

export const Chart = (text, language) => class {
  priority = 5;
  label = text("editor_chart");

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    const measures = figures(this.yasr);
    return measures.length > 0 && named(this.yasr, measures).length > 0 && rows(this.yasr).length > 1;
  }

  getIcon() {
    return icon("M1 14h14v1H1zM2 8h3v5H2zM6.500 3h3v10h-3zM11 6h3v7h-3z");
  }

  draw() {
    const measures = figures(this.yasr);
    const select = (names) => element("select", { onchange: () => show() }, ...names.map((name) => element("option", { value: name }, name)));
    const [by, measure] = [select(named(this.yasr, measures)), select(measures)];
    const place = element("div", {});
    const show = () => place.replaceChildren(...this.bars(by.value, measure.value));
    const labelled = (list) => element("label", {}, list);
    by.setAttribute("aria-label", "x");
    measure.setAttribute("aria-label", "y");
    this.yasr.resultsEl.replaceChildren(element("div", { class: "answer" }, element("div", { class: "axes" }, labelled(measure), labelled(by)), place));
    show();
  }

  bars(by, measure) {
    const found = sums(rows(this.yasr), by, measure);
    const longest = Math.max(...found.map(([, value]) => Math.abs(value)), 1);
    const number = new Intl.NumberFormat(language);
    const lines = found.slice(0, MOST).map(([name, value]) => {
      const bar = drawn("svg", { class: value < 0 ? "bar minus" : "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, drawn("rect", { width: (Math.abs(value) / longest) * 100, height: 10 }));
      return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, bar, element("span", {}, number.format(value))));
    });
    const table = element("table", { class: "bars" }, element("tbody", {}, ...lines));
    return found.length > MOST ? [table, element("p", { class: "hint" }, text("editor_many", { shown: MOST, count: found.length }))] : [table];
  }
};
