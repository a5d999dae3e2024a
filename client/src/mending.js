// What Yasgui leaves out for those who do not see or have no mouse: names of its fields, and a way into its scrolling.
const NAMES = {
  ".tableFilter": ["placeholder", "filter"],
  ".yasqe_queryButton": ["aria-label", "editor_run"],
  ".CodeMirror textarea": ["aria-label", "editor_name"],
  "select.tableSizer": ["aria-label", "editor_rows"],
  "input.tableFilter": ["aria-label", "filter"],
  ".addTab": ["aria-label", "editor_new"],
};

function mend(root, text) {
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
}

export function mending(root, text) {
  mend(root, text);
  new MutationObserver(() => mend(root, text)).observe(root, { childList: true, subtree: true });
}
