// The editor of the SPARQL page: Yasgui with our prefixes, questions and words, and with answers as chart, map and graph.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { words } from "./completion.js";
import { Chart } from "./chart.js";
import { Graph } from "./answer-graph.js";
import { mending } from "./mending.js";
import { Municipalities } from "./municipalities.js";
import { element, wording } from "./texts.js";

const root = document.getElementById("editor");
const { language, kept } = root.dataset;
const text = wording(JSON.parse(root.dataset.texts));
const spoken = { headers: { "Accept-Language": language } };
const inLanguage = (address) => `${address}${kept ? `?lang=${kept}` : ""}`;
const fetched = async (address) => (await fetch(inLanguage(address), spoken)).json();

// What went wrong, in words: a query that was stopped says after how many seconds.
async function wrong({ text: said }, seconds) {
  const told = /stopped|stoppet/.test(said) ? text("editor_stopped", { seconds }) : text(said ? "editor_wrong" : "editor_silent");
  return element("div", { class: "wrong", role: "alert" }, element("p", {}, element("b", {}, told)), element("pre", {}, said ?? ""));
}

function plugins(ground) {
  const { Yasr } = Yasgui;
  class Table extends Yasr.plugins.table {
    constructor(...given) {
      super(...given);
      this.label = text("editor_table");
      delete this.helpReference;
    }

    // Without datatypes, unless who asks has wished for them.
    draw(kept, ...given) {
      return super.draw({ compact: true, ...kept }, ...given);
    }
  }
  class Response extends Yasr.plugins.response {
    constructor(...given) {
      super(...given);
      this.label = text("editor_response");
      delete this.helpReference;
    }
  }
  const own = { table: Table, response: Response, chart: Chart(text, language), map: Municipalities(text, language, ground), graph: Graph(text) };
  for (const [name, plugin] of Object.entries(own)) {
    plugin.defaults ??= Yasr.plugins[name]?.defaults;
    Yasr.registerPlugin(name, plugin);
  }
}

async function begin() {
  const [vocabulary, ground] = await Promise.all([fetched("/completion.json"), fetched("/municipalities.json")]);
  Yasgui.Yasqe.defaults.value = document.getElementById("query").value;
  Yasgui.Yasqe.registerAutocompleter(words(vocabulary), true);
  Yasgui.Yasqe.defaults.autocompleters = ["vocabulary", "variables"]; // the others ask another site
  Object.assign(Yasgui.Yasqe.defaults.extraKeys, { Tab: false, "Shift-Tab": false }); // the keyboard gets out
  Yasgui.Yasr.defaults.pluginOrder = ["table", "chart", "map", "graph", "response"];
  plugins(ground);
  let began = 0;
  Yasgui.Yasr.defaults.errorRenderers = [(error) => wrong(error, Math.round((performance.now() - began) / 1000))];
  const yasgui = new Yasgui(root, {
    persistenceId: "kommunegraf",
    tabName: text("editor_tab"),
    copyEndpointOnNewTab: false,
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST", headers: { "Accept-Language": language } },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    yasqe: { prefixCcApi: null, resizeable: true, editorHeight: "22rem" },
    yasr: {
      prefixes: vocabulary.prefixes,
      defaultPlugin: "table",
    },
  });
  yasgui.on("query", () => (began = performance.now()));
  const choose = document.getElementById("example");
  choose.addEventListener("change", () => {
    const found = document.querySelector(`#example-${choose.value} pre`);
    if (!found) return;
    yasgui.getTab().setQuery(found.textContent);
    yasgui.getTab().getYasqe().focus();
  });
  document.getElementById("run").addEventListener("click", () => yasgui.getTab().query().catch(() => {})); // what went wrong stands below
  for (const id of ["editor", "choose", "told"]) document.getElementById(id).hidden = false;
  document.getElementById("plain").hidden = true;
  yasgui.getTab().getYasqe().refresh();
  mending(root, text, language);
}

begin();
