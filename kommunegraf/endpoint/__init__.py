"""The SPARQL service over HTTP: protocol, graph store, service description, addresses, and how mistakes are told."""
