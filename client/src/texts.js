// The wording of a page, which it hands over in data-texts; {name} stands for a value.
export const wording = (texts) => (name, values = {}) =>
  texts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));

// An element with its attributes and children, so that no text is ever read as HTML.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function save(name, type, text) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
