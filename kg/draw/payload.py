"""A view and its picture → the data block of the page: plain JSON, compact, in a fixed order.

Nodes, articles and positions are named by their place in their lists, which keeps a position small;
`kg/draw/page/data.js` is the other side of this contract.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields as fields_of
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.draw.picture import boxes_of, edges_of, weights_of
from kg.draw.settings import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.draw.records import Edge, LinkShown, Passage, Picture, PositionShown, Telling, View

_DECEIVES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that reorder the text around them; a mark of direction alone is harmless."""


def defused(value: Any) -> Any:
    """Return JSON data with each deceiving character of its strings replaced, one for one, by U+FFFD."""
    if isinstance(value, str):
        return _DECEIVES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, (list, tuple)):
        return [defused(part) for part in value]
    if isinstance(value, dict):
        return {key: defused(part) for key, part in value.items()}
    return value


def as_json(data: Any) -> str:
    """Return JSON that may stand in a script element: `<` cannot end it, and the order is fixed."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def payload(view: View, picture: Picture, title: str) -> dict[str, Any]:
    """Return everything the page's script reads, apart from the geometry of the network."""
    return _Writer(view).write(picture, title)


class _Writer:
    """Knows the place of everything that is referred to."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.weight = weights_of(view)
        names = [
            *(a.id for a in view.actors),
            *(p.id for p in view.propositions),
            *(e.id for e in view.events),
        ]
        self.node = {name: place for place, name in enumerate(names)}
        self.article = {a.id: place for place, a in enumerate(view.articles)}
        self.has_text = {a.id for a in view.articles if a.text is not None}
        self.position = {p.id: place for place, p in enumerate(view.positions)}

    def write(self, picture: Picture, title: str) -> dict[str, Any]:
        """Return the whole."""
        data = {
            "title": title,
            "total": picture.total,
            "look": look(),
            "articles": [_without_empty(_fields(a)) for a in self.view.articles],
            "nodes": self.nodes(picture),
            "layouts": [
                {"bounds": x.bounds, "places": {str(self.node[n]): at for n, at in x.places.items()}}
                for x in picture.layouts
            ],
            "asked": picture.asked,
            "positions": [self.one_position(p) for p in self.view.positions],
            "links": [self.link(link) for link in self.view.links],
            "edges": [
                self.edge(e) for e in edges_of(self.view) if e.source in self.node and e.to in self.node
            ],
        }
        return dict(defused(data))

    def nodes(self, picture: Picture) -> list[dict[str, Any]]:
        """Return actors, propositions and events, in this order, each with the room it takes."""
        boxes = boxes_of(self.view, self.weight)
        made = [{**_fields(a), "group": self.place(a.group)} for a in self.view.actors]
        made += [{**_fields(p), "kind": "Proposition"} for p in self.view.propositions]
        for e in self.view.events:
            reports = [[self.passage(s), self.passage(t), status] for s, t, status in e.reports]
            who = [self.node[x] for x in e.participants if x in self.node]
            made.append({**_fields(e), "kind": "Event", "participants": who, "reports": reports})
        for node in made:
            box = boxes[node["id"]]
            node |= {"lines": box.lines, "radius": box.radius, "width": box.width, "height": box.height}
            node["weight"] = self.weight[node["id"]]
            if node["kind"] == "Event" and node["id"] in picture.boxes:
                brief = picture.boxes[node["id"]]
                node["brief"] = {"lines": brief.lines, "width": brief.width, "height": brief.height}
        return [_without_empty(node) for node in made]

    def one_position(self, p: PositionShown) -> dict[str, Any]:
        """Return one position."""
        fields = {
            "id": p.id.removeprefix(p.article),
            "holder": self.place(p.holder),
            "about": [self.node[x] for x in p.about if x in self.node],
            "target": self.place(p.target),
            "polarity": p.polarity,
            "modality": p.modality,
            "manner": p.manner,
            "act": p.speech_act,
            "article": self.article.get(p.article),
            "evidence": self.passages(p.evidence),
            "content": self.passages(p.content),
            "condition": self.passages(p.condition_words),
            "cue": self.passages(p.cue),
            "who": self.passages((*p.holder_words, *p.target_words)),
            "hangs": [
                [self.node[c.proposition], c.unless, c.status]
                for c in p.conditions
                if c.proposition in self.node
            ],
            "chain": [self.telling(t) for t in p.chain],
            "date": p.date,
            "dated": p.date_precision,
            "strength": p.strength,
            "confidence": p.confidence,
            "rule": p.rule,
            "steps": p.derivation,
        }
        return _without_empty(fields)

    def telling(self, t: Telling) -> dict[str, Any]:
        """Return one step of an attribution."""
        fields = _fields(t)
        for key in ("source", "addressee", "outlet"):
            fields[key] = self.place(fields[key])
        return _without_empty(fields)

    def link(self, link: LinkShown) -> dict[str, Any]:
        """Return a link between two positions."""
        fields = _fields(link)
        fields["earlier"], fields["later"] = self.position[link.earlier], self.position[link.later]
        fields["within"] = self.place(link.within)
        fields["stated_by"] = None if link.stated_by is None else self.passage(link.stated_by)
        return _without_empty(fields)

    def edge(self, edge: Edge) -> dict[str, Any]:
        """Return a line of the picture."""
        fields = _fields(edge)
        fields |= {"source": self.node[edge.source], "to": self.node[edge.to]}
        fields["positions"] = [self.position[p] for p in edge.positions]
        return _without_empty(fields)

    def place(self, name: str | None) -> int | None:
        """Return the place of a node, None where it is not shown."""
        return None if name is None else self.node.get(name)

    def passages(self, found: Iterable[Passage]) -> list[list[Any]]:
        """Return passages in their order."""
        return [self.passage(p) for p in found]

    def passage(self, p: Passage) -> list[Any]:
        """Return article, begin and end, and the words where the page does not hold the text."""
        place = [self.article.get(p.article, -1), p.begin, p.end]
        return place if p.article in self.has_text else [*place, p.words]


def _fields(record: Any) -> dict[str, Any]:
    """Return the fields of a record as they are; `asdict` would copy all that is in them."""
    return {name: getattr(record, name) for name in _names(type(record))}  # type: ignore[arg-type]  # a class is hashable


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(kind))


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: no None, no empty string or list; 0 and False stay."""
    return {key: value for key, value in fields.items() if value not in (None, "", (), [])}
