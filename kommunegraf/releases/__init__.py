"""What is served: how a release is put together, what it tells of itself, and the switch to it."""
