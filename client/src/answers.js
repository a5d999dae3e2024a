// What the plugins know of an answer: its rows, which of its columns are figures, and icons for the buttons.
const NUMBER = /#(decimal|integer|double|float|int|long|nonNegativeInteger)$/;

export const rows = (yasr) => yasr.results?.getBindings() ?? [];

export function figures(yasr) {
  const found = rows(yasr);
  const isFigure = (term) => NUMBER.test(term.datatype ?? "") || (term.type === "literal" && /^-?\d+(\.\d+)?$/.test(term.value));
  return (yasr.results?.getVariables() ?? []).filter((name) => {
    const bound = found.map((row) => row[name]).filter(Boolean);
    return bound.length && bound.every(isFigure);
  });
}

export const named = (yasr, without) => (yasr.results?.getVariables() ?? []).filter((name) => !without.includes(name));

// The figures of a column added up by the values of another, the largest first.
export function sums(found, by, measure) {
  const added = new Map();
  for (const row of found) {
    if (!row[by] || !row[measure]) continue;
    added.set(row[by].value, (added.get(row[by].value) ?? 0) + Number(row[measure].value));
  }
  return [...added].sort((a, b) => b[1] - a[1]);
}

export function icon(path) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("viewBox", "0 0 16 16");
  made.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  made.append(line);
  return made;
}

export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

