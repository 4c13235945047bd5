# a script beside the package, not part of it
"""A view of any number of positions, made by counting: no text is read, and each run gives the same one.

Its proportions are those of graphs of news: few actors hold most positions, a third of the matters is shared,
most articles are short.
"""

from __future__ import annotations

from kg.draw.records import (
    CONTRADICTION,
    SHIFT,
    ActorShown,
    ArticleShown,
    EventShown,
    IssueShown,
    LinkShown,
    Passage,
    PositionShown,
    PropositionShown,
    Telling,
    View,
)

FIRST = ("Ada", "Boris", "Chen", "Dunya", "Emeka", "Farah", "Goran", "Hana", "Ivo", "Jaya", "Kofi", "Lena")
LAST = ("Abara", "Brandt", "Castellan", "Dimitrov", "Eriksen", "Farouk", "Grünwald", "Hosseini", "Ivanec")
STATES = ("Arland", "Borduria", "Castovia", "Dravenia", "Elbonia", "Freedonia", "Graustark", "Hav")
DEEDS = ("opens", "closes", "finances", "inspects", "blockades", "restores", "shares", "taxes")
THINGS = (
    "the canal",
    "the grain terminal",
    "the northern pass",
    "the pipeline",
    "the water treaty",
    "the airfield",
)
OUTLETS = ("Harbour Gazette", "Meridian Post", "Levant Courier", "Fjord Herald", "Steppe Times")
SIDES = ("support", "oppose", "support", "neutral", "oppose", "support", "support", "mixed")
PER_ARTICLE = 20


def view(positions: int) -> View:
    """Return a view with a number of positions, texts included."""
    actors, matters = _actors(max(12, positions // 15)), _matters(max(8, positions // 8))
    articles: list[ArticleShown] = []
    made: list[PositionShown] = []
    for begin in range(0, positions, PER_ARTICLE):
        ident = f"doc/{begin:016x}"
        text = f"Day {begin // PER_ARTICLE} of the talks\n\n"
        date = f"2025-{1 + begin // PER_ARTICLE % 12:02d}-{1 + begin // PER_ARTICLE % 28:02d}"
        for number in range(begin, min(begin + PER_ARTICLE, positions)):
            holder, matter = (
                actors[_skewed(number, len(actors))],
                matters[_skewed(number * 7 + 3, len(matters))],
            )
            made.append(_position(number, ident, len(text), holder, matter, date))
            text += made[-1].evidence[0].words + ("\n\n" if number % 4 == 3 else " ")
        outlet = OUTLETS[begin // PER_ARTICLE % len(OUTLETS)]
        articles.append(
            ArticleShown(
                ident, f"Day {begin // PER_ARTICLE} of the talks", outlet, date, (ident + ".txt",), text
            )
        )
    return View(
        actors=tuple(sorted(actors, key=lambda a: a.id)),
        propositions=tuple(sorted(matters, key=lambda m: m.id)),
        events=_events(positions // 12, actors, articles),
        positions=tuple(sorted(made, key=lambda p: p.id)),
        links=tuple(_links(made)),
        articles=tuple(articles),
        issues=tuple(
            IssueShown(f"issue/{n:02d}", thing[0].upper() + thing[1:]) for n, thing in enumerate(THINGS)
        ),
    )


def _skewed(number: int, size: int) -> int:
    """Return a place below `size`, the first of them far more often."""
    spread = (number * 2_654_435_761 % 4_294_967_296) / 4_294_967_296
    return int(size * spread**2.2)


def _actors(number: int) -> list[ActorShown]:
    states = [
        ActorShown(f"actor/{s.lower()}", "State", s, group=f"actor/{s.lower()}", iso=s[:3].upper())
        for s in STATES
    ]
    people = []
    for n in range(number - len(states)):
        name = f"{FIRST[n % len(FIRST)]} {LAST[n * 5 % len(LAST)]}" + (f" {n // 108 + 1}" if n >= 108 else "")
        role = ("minister", "envoy", "mayor", "general")[n % 4]
        people.append(
            ActorShown(f"actor/p{n}", "Person", name, (name.split()[1],), (role,), states[n % 8].id)
        )
    return states + people


def _matters(number: int) -> list[PropositionShown]:
    made = []
    for n in range(number):
        thing = n % len(THINGS)
        label = f"{STATES[n % 8]} {DEEDS[n // 8 % 8]} {THINGS[thing]}" + (
            f" at mile {n // 64}" if n >= 64 else ""
        )
        made.append(PropositionShown(f"proposition/m{n}", label, (), f"issue/{thing:02d}"))
    return made


def _position(
    number: int, article: str, at: int, holder: ActorShown, matter: PropositionShown, date: str
) -> PositionShown:
    hinge = f" if {STATES[number % 8]} agrees" if number % 9 == 0 else ""
    modality = "possible" if number % 7 == 0 else "certain"
    cue = ("said", "warned", "insisted", "told reporters")[number % 4]
    sentence = (
        f"{holder.label} {cue} that {matter.label}{hinge}, and that nothing else had been agreed on the day."
    )
    who = Passage(article, at, at + len(holder.label), holder.label)
    begin = at + len(holder.label) + len(cue) + 7
    condition = Passage(
        article, begin + len(matter.label) + 1, begin + len(matter.label) + len(hinge), hinge.strip()
    )
    return PositionShown(
        id=f"{article}#position-{number:016x}",
        holder=holder.id,
        about=(matter.id,),
        target=None,
        polarity=SIDES[(number * 5 + len(holder.id)) % len(SIDES)],
        modality=modality,
        speech_act=("assert", "demand", "warn", "promise")[number % 4],
        article=article,
        evidence=(Passage(article, at, at + len(sentence), sentence),),
        content=(Passage(article, begin, begin + len(matter.label), matter.label),),
        condition_words=(condition,) if hinge else (),
        cue=(Passage(article, at + len(holder.label) + 1, at + len(holder.label) + 1 + len(cue), cue),),
        holder_words=(who,),
        chain=(Telling(holder.id, holder.label, cue, "indirect"),),
        date=date,
        date_precision="publication",
        strength=0.3 + number % 5 / 10,
        confidence=0.5 + number % 46 / 100,
        rule="verb-that",
        derivation=(f'cue "{cue}": neutral', f'what its own side ("{holder.label}") will or may do'),
    )


def _events(number: int, actors: list[ActorShown], articles: list[ArticleShown]) -> tuple[EventShown, ...]:
    made = []
    for n in range(number):
        who = tuple(
            sorted({actors[_skewed(n * 3, len(actors))].id, actors[_skewed(n * 11 + 5, len(actors))].id})
        )
        article = articles[n % len(articles)]
        sentence = Passage(article.id, 0, len(article.title), article.title)
        trigger = Passage(article.id, len(article.title) - 5, len(article.title), article.title[-5:])
        made.append(
            EventShown(
                f"event/e{n:05d}",
                "meeting",
                "meeting",
                article.date,
                article.date,
                who,
                ((sentence, trigger, "happened"),),
            )
        )
    return tuple(made)


def _links(positions: list[PositionShown]) -> list[LinkShown]:
    """Return a link between neighbours on one matter that stand on opposite sides."""
    last: dict[str, PositionShown] = {}
    made = []
    for p in positions:
        before = last.get(p.about[0])
        if before is not None and {before.polarity, p.polarity} == {"support", "oppose"}:
            kind = SHIFT if before.holder == p.holder else CONTRADICTION
            between = "sameHolderOverTime" if kind == SHIFT else "betweenHolders"
            made.append(LinkShown(kind, before.id, p.id, between, "reversal" if kind == SHIFT else None))
        last[p.about[0]] = p
    return sorted(made, key=lambda x: (x.kind, x.earlier, x.later))
