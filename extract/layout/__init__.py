"""What stands where on a page becomes lines, paragraphs and tables in reading order, repaired and mapped back."""
