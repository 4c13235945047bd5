"""Languages: one folder each with word lists as tables, and the reader of such tables."""
