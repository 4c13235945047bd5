"""From records to statements: what each text says, and what the texts say together.

`document_statements` fills the graph named after the document, `resolved_statements` (in parts: `Together`) the graph
`…/graph/resolved`, `correction_statements` the graph `…/graph/corrections`. `statements.quads` gives any of them as
objects of the engine.
"""

from __future__ import annotations

from .mapping_corrections import correction_statements
from .mapping_document import document_statements
from .together import Together, resolved_statements

__all__ = ["Together", "correction_statements", "document_statements", "resolved_statements"]
