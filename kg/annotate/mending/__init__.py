"""Mends the parse once, before anything reads it: `repair` is the way in, each module has one habit of the parser."""
