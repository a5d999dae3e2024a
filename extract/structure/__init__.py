"""What shows how a document is built: its family, its headings and parts, and the head of a meeting."""
