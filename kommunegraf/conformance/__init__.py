"""W3C's own suites run against the real server on loopback: `python -m kommunegraf.conformance FOLDER`."""
