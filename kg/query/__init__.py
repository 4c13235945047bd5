"""Asking the graph: saved questions, own SPARQL, and the reasons behind one finding."""
