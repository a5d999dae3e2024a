"""Facts of other open data beside those of the documents: fetched when asked for, each source a graph of its own."""
