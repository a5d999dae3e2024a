"""Facts to a named graph per document, checked by SHACL, kept in a store, and out again as answers, pages and files."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("kommunegraf")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "dev"
