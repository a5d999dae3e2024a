"""Files to pieces of the graph: which ones, one at a time, on many cores or many machines."""
