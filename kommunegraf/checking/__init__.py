"""Graphs held against the shapes, quotes against their documents, releases against their names."""
