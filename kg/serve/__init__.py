"""A SPARQL endpoint and an explorer over a built graph: read-only, offline, and never held up by one question.

Each question is answered in a process of its own (`worker`), which the server ends at a deadline (`pool`); what
arrives over HTTP is read in `protocol`, and `app` joins the two.
"""
