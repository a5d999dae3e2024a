"""The vocabulary kept in order: its tables, pages, reference data and lint."""
