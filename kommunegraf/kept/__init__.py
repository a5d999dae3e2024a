"""The documents kept beside the graph: their texts, their files and pictures of their pages."""
