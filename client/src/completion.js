// Completion by what classes and properties are called: "kommune" finds kg:Municipality, and declares its prefix.
const WORD = /^[\p{L}_][\p{L}\p{N}_:-]*$/u;

export function words({ prefixes, terms }) {
  const known = terms.map((term) => {
    const [prefix, namespace] = Object.entries(prefixes).find(([, start]) => term.iri.startsWith(start)) ?? ["", ""];
    return { ...term, prefix, short: prefix ? `${prefix}:${term.iri.slice(namespace.length)}` : `<${term.iri}>`, sought: term.name.toLowerCase() };
  });
  const shown = new Map(known.map((term) => [term.short, term]));
  const rank = (term, typed) => (term.sought.startsWith(typed) ? 0 : term.sought.includes(typed) ? 1 : term.short.toLowerCase().includes(typed) ? 2 : 9);
  return {
    name: "vocabulary",
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (yasqe) => {
      const { string, type } = yasqe.getCompleteToken();
      return type !== "string" && type !== "comment" && (WORD.test(string) || !string.trim());
    },
    preProcessToken: (_, token) => ({ ...token, autocompletionString: token.string.trim() }),
    get: (_, token) => {
      const typed = (token?.autocompletionString ?? "").toLowerCase();
      const found = known.filter((term) => rank(term, typed) < 9);
      return found.sort((a, b) => rank(a, typed) - rank(b, typed) || a.sought.localeCompare(b.sought)).slice(0, 60).map((term) => term.short);
    },
    postProcessSuggestion: (_, __, suggested) => suggested,
    postprocessHints: (yasqe, hints) => hints.map((hint) => {
      const term = shown.get(hint.text);
      if (!term) return hint;
      return {
        ...hint,
        displayText: `${term.name} – ${term.short}`,
        hint: (editor, { from, to }, chosen) => {
          editor.replaceRange(chosen.text, chosen.from ?? from, chosen.to ?? to);
          if (term.prefix) yasqe.addPrefixes({ [term.prefix]: prefixes[term.prefix] });
        },
      };
    }),
  };
}
