"""From records to quads: what each text says, and what the texts say together.

`document_quads` fills the graph named after the document, `resolved_quads` (in parts: `Together`) the graph
`…/graph/resolved`, `correction_quads` the graph `…/graph/corrections`.
"""

from __future__ import annotations

from .mapping_corrections import correction_quads
from .mapping_document import document_quads
from .together import Together, resolved_quads

__all__ = ["Together", "correction_quads", "document_quads", "resolved_quads"]
