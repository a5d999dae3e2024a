"""The number ledger: every number that a document prints, with the fact that uses it or what it is instead."""
