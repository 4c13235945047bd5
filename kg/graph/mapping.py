"""From records to quads: what each text says, and what the texts say together.

`document_quads` fills the graph named after the document, `resolved_quads` the graph `…/graph/resolved`.
"""

from __future__ import annotations

from .mapping_document import document_quads
from .mapping_resolved import resolved_quads

__all__ = ["document_quads", "resolved_quads"]
