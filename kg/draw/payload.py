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

from kg.draw.columns import columns
from kg.draw.excerpts import excerpts
from kg.draw.settings import look
from kg.graph.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.draw.records import LinkShown, Passage, Picture, PositionShown, Telling, View

_DECEIVES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that reorder the text around them; a mark of direction alone is harmless."""

_PLAIN = frozenset((int, float, bool, type(None)))
"""Classes whose values hold no string: most parts of a list are such."""

_TABLED = (
    "polarity", "modality", "manner", "act", "article", "date", "dated", "strength", "confidence", "rule",
)  # fmt: skip
_LISTED = ("chain", "steps")


def defused(value: Any) -> Any:
    """Return JSON data with each deceiving character of its strings replaced, one for one, by U+FFFD."""
    if isinstance(value, str):
        if value.isprintable():  # as nearly all are: none of these characters is in it
            return value
        return _DECEIVES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, (list, tuple)):
        return [part if type(part) in _PLAIN else defused(part) for part in value]
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
        names = [x.id for group in (view.actors, view.propositions, view.events) for x in group]
        self.node = {name: place for place, name in enumerate(names)}
        self.article = {a.id: place for place, a in enumerate(view.articles)}
        self.issue = {issue.id: place for place, issue in enumerate(view.issues)}
        self.position = {p.id: place for place, p in enumerate(view.positions)}

    def write(self, picture: Picture, title: str) -> dict[str, Any]:
        """Return the whole."""
        data = {
            "title": title,
            "base": BASE,
            "total": picture.total,
            "left": self.view.left,
            "look": look(),
            "articles": self.articles(),
            "issues": [_fields(issue) for issue in self.view.issues],
            "nodes": columns(self.nodes(picture), ("kind", "type", "begins", "ends")),
            "layouts": [
                {"bounds": x.bounds, "places": {str(self.node[n]): at for n, at in x.places.items()}}
                for x in picture.layouts
            ],
            "asked": picture.asked,
            "positions": columns([self.one_position(p) for p in self.view.positions], _TABLED, _LISTED),
            "links": columns([self.link(link) for link in self.view.links], ("kind", "between", "shift")),
            "acts": [[self.position[a.position], self.node[a.event], a.consistent] for a in self.view.acts],
        }
        return dict(defused(data))

    def articles(self) -> list[dict[str, Any]]:
        """Return the articles, those without text with the sentences that findings rest on."""
        found = excerpts(self.view)
        return [
            _without_empty(
                {**_fields(a), "copy_of": self.article.get(a.copy_of or ""), "excerpts": found.get(a.id)}
            )
            for a in self.view.articles
        ]

    def nodes(self, picture: Picture) -> list[dict[str, Any]]:
        """Return actors, propositions and events, in this order; what is drawn at first with the room it takes."""
        made = [
            {**_fields(a), "group": self.place(a.group), "names": [n for n in a.names if n != a.label]}
            for a in self.view.actors
        ]
        made += [
            {
                **_fields(p),
                "kind": "Proposition",
                "issue": self.issue.get(p.issue or ""),
                "wordings": [words for words in p.wordings if words != p.label],
            }
            for p in self.view.propositions
        ]
        for e in self.view.events:
            reports = [[*self.passage(s), t.begin, t.end, status] for s, t, status in e.reports]
            who = [self.node[x] for x in e.participants if x in self.node]
            made.append({**_fields(e), "kind": "Event", "participants": who, "reports": reports})
        for node in made:
            if node["id"] in picture.boxes:
                box = picture.boxes[node["id"]]
                node["box"] = [box.lines, box.width, box.height]
        return made

    def one_position(self, p: PositionShown) -> dict[str, Any]:
        """Return one position."""
        return {
            "id": p.id.removeprefix(p.article),
            "holder": self.place(p.holder),
            "about": [self.node[x] for x in p.about if x in self.node],
            "target": self.place(p.target),
            "polarity": p.polarity,
            "modality": p.modality,
            "manner": p.manner,
            "act": p.speech_act,
            "article": self.article.get(p.article),
            "evidence": self.passages(p, p.evidence),
            "content": self.passages(p, p.content),
            "condition": self.passages(p, p.condition_words),
            "hedge": self.passages(p, p.hedge),
            "cue": self.passages(p, p.cue),
            "who": self.passages(p, (*p.holder_words, *p.target_words)),
            "hangs": [
                [self.node[c.proposition], c.unless, c.status, self.place(c.settled)]
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
        return fields

    def place(self, name: str | None) -> int | None:
        """Return the place of a node, None where it is not shown."""
        return None if name is None else self.node.get(name)

    def passages(self, p: PositionShown, found: Iterable[Passage]) -> list[list[int]]:
        """Return begin and end of passages, and the article where it is not the position's own."""
        own = self.article.get(p.article, -1)
        return [
            [x.begin, x.end] if at == own else [x.begin, x.end, at] for x in found for at in (self.at(x),)
        ]

    def passage(self, p: Passage) -> list[int]:
        """Return article, begin and end."""
        return [self.at(p), p.begin, p.end]

    def at(self, p: Passage) -> int:
        """Return the place of the article that a passage stands in, -1 where it is not shown."""
        return self.article.get(p.article, -1)


def _fields(record: Any) -> dict[str, Any]:
    """Return the fields of a record as they are; `asdict` would copy all that is in them."""
    return {name: getattr(record, name) for name in _names(type(record))}  # type: ignore[arg-type]  # a class is hashable


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(kind))


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: no None, no empty string or list; 0 and False stay."""
    return {key: value for key, value in fields.items() if value not in (None, "", (), [])}
