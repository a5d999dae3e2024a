"""Tables of figures: their heads, units and captions, and the pools that they share out."""
