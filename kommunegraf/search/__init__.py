"""Search in the words of a release, on its own and inside SPARQL."""
