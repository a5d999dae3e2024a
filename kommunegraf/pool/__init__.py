"""Queries answered by worker processes, each within its limits."""
