"""Facts to a named graph per document, checked by SHACL, kept in a store, and out again as answers, pages and files."""
