"""Precision and recall of what the tool makes of the gold corpus, by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from gold_tables import Aligned, Row, rows
from pyoxigraph import Store

from kg.graph import iri
from kg.graph.written import node
from kg.model import Link, Reading
from kg.pipeline import quads
from kg.query.run import run


@dataclass
class Score:
    """What was right of one kind."""

    kind: str
    found: int = 0
    """Of what the gold wants."""
    wanted: int = 0
    right: int = 0
    """Of what the tool claims."""
    claimed: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Return the share of claims that are right."""
        return self.right / self.claimed if self.claimed else 1.0

    def want(self, told: str, *, found: bool) -> None:
        """Count a row of the gold."""
        self.wanted += 1
        self.found += found
        if not found:
            self.missed.append(told)

    def claim(self, told: str, *, right: bool) -> None:
        """Count a claim of the tool."""
        self.claimed += 1
        self.right += right
        if not right:
            self.false.append(told)


def pairs(kind: str, items: Iterable[tuple[str, Hashable, Hashable]]) -> Score:
    """Score a clustering by the pairs that are together; items are name, gold cluster, cluster of the tool or None."""
    score = Score(kind)
    for (one, ours, theirs), (other, gold, found) in combinations(items, 2):
        together = theirs is not None and theirs == found
        if ours == gold:
            score.want(f"{one} / {other}", found=together)
        if together:
            score.claim(f"{one} / {other}: {theirs}", right=ours == gold)
    return score


def actors(aligned: Aligned) -> Score:
    """Score which mentions are one actor."""
    named = [f"{row['article']}: {row['words']}" for row in rows("actors")]
    return pairs("actors", [(n, a, k) for n, (a, k) in zip(named, aligned.mentions, strict=True)])


def positions(aligned: Aligned) -> Score:
    """Score holder and side of positions; what the gold lists as optional may be found, and need not."""
    score = Score("positions")
    for name, row in aligned.gold.items():
        if row["required"] == "yes":
            score.want(f"{name} ({row['words']}): {aligned.wrong.get(name)}", found=name in aligned.positions)
    for _ in aligned.told:
        score.claim("", right=True)
    for article, told in aligned.extra():
        score.claim(f"{article}: {told}", right=False)
    return score


def matters(aligned: Aligned) -> Score:
    """Score which positions are about one proposition."""
    of = aligned.outcome.resolution.proposition_of
    items: list[tuple[str, Hashable, Hashable]] = []
    for name, (ident, index) in aligned.positions.items():
        claim = _reading(aligned, ident).positions[index].claim
        if aligned.gold[name]["matter"] != "-":
            items.append((name, aligned.gold[name]["matter"], of.get((ident, claim)) if claim else None))
    return pairs("propositions", items)


def events(aligned: Aligned) -> tuple[Score, Score]:
    """Score which reports of events are found with their status, and which are of one event."""
    reports, same = Score("reports of events"), []
    for row in rows("events"):
        ref = aligned.reports.get((row["event"], row["article"]))
        status = _reading(aligned, ref[0]).events[ref[1]].status.value if ref else "nothing"
        told = f"{row['article']}: {row['words']}: {status}, not {row['status']}"
        reports.want(told, found=status == row["status"])
        if ref:
            reports.claim(told, right=status == row["status"])
            same.append((row["article"], row["event"], aligned.outcome.resolution.event_of[ref]))
    return reports, pairs("one event", same)


def _reading(aligned: Aligned, ident: str) -> Reading:
    return aligned.readings[aligned.article(ident)]


def _alike(aligned: Aligned, name: str) -> tuple[Hashable, ...]:
    """Return what the positions of a holder share that say the same on the same matter, in copies and repeats too."""
    row = aligned.gold[name]
    return (row["holder"], row["matter"], row["side"], row["modality"], bool(row["condition"]))


def _ends(aligned: Aligned, link: Link) -> tuple[str, str] | None:
    earlier, later = aligned.told.get(link.earlier), aligned.told.get(link.later)
    return None if earlier is None or later is None else (earlier, later)


def _told(aligned: Aligned, link: Link) -> str:
    ends = []
    for ident, index in (link.earlier, link.later):
        position = _reading(aligned, ident).positions[index]
        words = position.content[0].of(_reading(aligned, ident).article.text)
        ends.append(f"{aligned.told.get((ident, index), '?')} {position.polarity.value} “{words}”")
    return f"{link.between.value} {link.shift.value if link.shift else ''}: {ends[0]} | {ends[1]}"


def _opposed(one: Row, other: Row, opposites: dict[str, str]) -> bool:
    if one["matter"] == other["matter"]:
        return {one["side"], other["side"]} == {"support", "oppose"}
    return opposites.get(one["matter"]) == other["matter"] and one["side"] == other["side"] == "support"


def links(aligned: Aligned, kind: str) -> Score:
    """Score contradictions, agreements or shifts: right is what the gold's positions make so, or the gold lists."""
    score = Score(f"{kind}s")
    wanted = [row for row in rows("links") if row["kind"] == kind]
    opposites = {row["matter"]: row["opposite"] for row in rows("matters")}
    found = [link for link in aligned.outcome.resolution.links if link.kind.lower() == kind]
    ends = [(link, _ends(aligned, link)) for link in found]

    def listed(row: Row, link: Link, pair: tuple[str, str] | None) -> bool:
        if pair is None or (row["shift"] and link.shift is not None and row["shift"] != link.shift.value):
            return False
        alike = [_alike(aligned, name) for name in pair]
        gold = [_alike(aligned, row["earlier"]), _alike(aligned, row["later"])]
        return alike == gold or (kind != "shift" and alike == gold[::-1])

    for row in wanted:
        got = any(listed(row, link, pair) for link, pair in ends)
        score.want(f"{row['earlier']} {row['later']} {row['shift']}", found=got)
    for link, pair in ends:
        if pair is None:
            right = False
        elif kind == "shift":
            right = any(listed(row, link, pair) for row in wanted)
        else:
            one, other = (aligned.gold[name] for name in pair)
            same = one["matter"] == other["matter"] != "-" and one["side"] == other["side"]
            right = _opposed(one, other, opposites) if kind == "contradiction" else same
        score.claim(_told(aligned, link), right=right)
    return score


def stated(aligned: Aligned) -> Score:
    """Score the links that a source itself states."""
    score = Score("links that a text states")
    wanted = {row["earlier"]: row for row in rows("links") if row["stated_by"]}
    told = {
        tuple(sorted(pair)): link
        for link in aligned.outcome.resolution.links
        if link.stated_by is not None and (pair := _ends(aligned, link))
    }
    gold = {tuple(sorted((row["earlier"], row["later"]))) for row in wanted.values()}
    for pair in sorted(gold):
        score.want(" / ".join(pair), found=pair in told)
    for link in aligned.outcome.resolution.links:
        if link.stated_by is not None:
            pair = _ends(aligned, link)
            score.claim(_told(aligned, link), right=pair is not None and tuple(sorted(pair)) in gold)
    return score


def copies(aligned: Aligned) -> Score:
    """Score which articles are copies of which."""
    gold = {(row["copy"], row["original"]) for row in rows("copies")}
    found = {
        (aligned.article(copy.copy), aligned.article(copy.original))
        for copy in aligned.outcome.resolution.copies
    }
    return _sets("copies", gold, found)


def acted(aligned: Aligned) -> Score:
    """Score what was done after what was said, by the article that tells of it.

    A claim is right where the gold has the act for anyone on the same side of the same matter.
    """
    article_of = {row["event"]: row["article"] for row in rows("events")}
    gold = [(r["position"], article_of[r["event"]], r["consistent"] == "yes") for r in rows("acted")]
    reported: dict[str, set[str]] = defaultdict(set)
    for (ident, _), event in aligned.outcome.resolution.event_of.items():
        reported[event].add(aligned.article(ident))
    score = Score("say and do")
    found: set[tuple[Hashable, str, bool]] = set()
    for deed in aligned.outcome.resolution.acted:
        name = aligned.told.get(deed.position)
        right = False
        for position, article, fits in gold if name is not None else ():
            if article in reported[deed.event] and fits is deed.consistent:
                ours, theirs = (aligned.gold[each] for each in (name, position))
                right = right or (ours["matter"], ours["side"]) == (theirs["matter"], theirs["side"])
                if _alike(aligned, name) == _alike(aligned, position):
                    found.add((position, article, fits))
        score.claim(f"{name}: {'; '.join(deed.reason)}", right=right)
    for row in gold:
        score.want(f"{row[0]}: {row[1]}", found=row in found)
    return score


def ledger(aligned: Aligned) -> Score:
    """Score what became of conditions, by the words of the condition; that one is open is no claim."""
    score = Score("conditions met or failed")
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in aligned.outcome.resolution.ledger:
        ident, index = entry.position
        reading = _reading(aligned, ident)
        spans = [c.span for c in reading.positions[index].conditions]
        gold = aligned.condition_at(aligned.article(ident), spans)
        told[aligned.article(ident), gold].add(entry.status.value)
        if entry.status.value != "open":
            words = "; ".join(span.of(reading.article.text) for span in spans)
            right = bool(gold) and aligned.gold[gold]["status"] == entry.status.value
            score.claim(f"{aligned.article(ident)} {entry.status.value}: {words}", right=right)
    for name, row in aligned.gold.items():
        if row["status"] in ("met", "failed"):
            found = told[row["article"], name]
            score.want(f"{name}: {sorted(found) or 'no condition'}", found=found == {row["status"]})
    return score


def silence(aligned: Aligned) -> Score:
    """Score whom the saved question finds silent on an act that concerns them, among the matters of the gold."""
    store = Store()
    store.extend(quads(aligned.outcome))
    table = run(store, "silence")
    of, matters_of = aligned.outcome.resolution.proposition_of, defaultdict(set)
    for name, (ident, index) in aligned.positions.items():
        claim = _reading(aligned, ident).positions[index].claim
        if claim is not None:
            matters_of[node(iri.proposition(of[ident, claim])).value].add(aligned.gold[name]["matter"])
    labels = {actor.label: actor.key for actor in aligned.outcome.resolution.actors}
    found = {
        (labels[str(row["who"])], matter)
        for row in table
        for matter in matters_of[str(row["thing"])] - {"-"}
        if row["concern"] == "is affected"
    }
    score, gold = Score("silence"), rows("silent")
    for row in gold:
        if row["required"] == "yes":
            score.want(f"{row['actor']} {row['matter']}", found=(row["actor"], row["matter"]) in found)
    for pair in sorted(found):
        score.claim(" ".join(pair), right=pair in {(row["actor"], row["matter"]) for row in gold})
    return score


def _sets(kind: str, gold: set[tuple[str, str]], found: set[tuple[str, str]]) -> Score:
    score = Score(kind)
    for item in sorted(gold):
        score.want(str(item), found=item in found)
    for item in sorted(found):
        score.claim(str(item), right=item in gold)
    return score


def measured(aligned: Aligned) -> list[Score]:
    """Return the scores of all kinds."""
    single: tuple[Callable[[Aligned], Score], ...] = (actors, positions, matters)
    linked = [links(aligned, kind) for kind in ("contradiction", "agreement", "shift")]
    whole = [copies(aligned), acted(aligned), ledger(aligned), silence(aligned)]
    return [*(each(aligned) for each in single), *events(aligned), *linked, stated(aligned), *whole]
