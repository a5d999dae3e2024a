"""What changes from release to release: as quads, as sentences, as a feed."""
