// What Yasgui leaves out: names of its fields, a way into its scrolling without a mouse, and Danish.
import { inDanish } from "./danish.js";

const NAMES = {
  ".tableFilter": ["placeholder", "filter"],
  ".yasqe_queryButton": ["aria-label", "editor_run"],
  ".CodeMirror textarea": ["aria-label", "editor_name"],
  "select.tableSizer": ["aria-label", "editor_rows"],
  "input.tableFilter": ["aria-label", "filter"],
  ".addTab": ["aria-label", "editor_new"],
};

function mend(root, text, language) {
  for (const [selector, [attribute, name]] of Object.entries(NAMES)) {
    for (const found of root.querySelectorAll(selector)) {
      if (found.getAttribute(attribute) !== text(name)) found.setAttribute(attribute, text(name));
    }
  }
  for (const found of root.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) found.tabIndex = 0;
  for (const found of root.querySelectorAll(".tabsList .addTab:not([role])")) {
    found.setAttribute("role", "tab"); // a list of tabs holds nothing else
    found.setAttribute("aria-selected", "false");
  }
  for (const found of root.querySelectorAll("[title^='This plugin']")) found.hidden = true; // a help that there is not
  if (language === "da") inDanish(root);
}

export function mending(root, text, language) {
  const change = () => mend(root, text, language);
  change();
  new MutationObserver(change).observe(root, { childList: true, subtree: true, characterData: true });
}
