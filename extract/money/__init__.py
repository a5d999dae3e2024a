"""Sums of public money in running text: cues, clauses, years, purposes and the agreements they belong to."""
