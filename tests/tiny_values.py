"""What `query/tiny.trig` holds, for the parameters of the saved questions."""

IN_TINY = {
    "actor": "Kari Lund",
    "matter": "escort ships",
    "date": "2025-03-03",
    "term": "oppose",
    "text": "no",
    "number": "0.8",
}
"""A value of each kind that the small graph has."""
