"""Releases sent to other SPARQL stores: by which requests, what was acknowledged, and whether they hold it then."""
