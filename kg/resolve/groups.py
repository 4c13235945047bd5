"""Keys of groups: shared between documents only where the wording says which group it is, never where it is vague.

"European leaders" are one group of the corpus, "officials" are those of one document. "The YPG militia" is no group but
the body itself, as is "the coalition" in an article that names one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set
from kg.lang.tables import table, words
from kg.model import Kind
from kg.resolve.bodies import without_state
from kg.resolve.names import bare, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.knowledge import Knowledge, KnownActor
    from kg.model import Entity, Ref

TAIL = frozenset(
    {"of", "in", "from", "across", "at", "within", "inside", "around", "to", "on", "with", "for"}
)
"""Words that begin what follows the noun of a group."""
_ANYBODY = word_set("anybody")
_BODIES = frozenset({Kind.ORGANISATION, Kind.BLOC, Kind.GOVERNMENT})


@cache
def group_words() -> dict[str, tuple[str, bool]]:
    """Return, for each word of the table, what it becomes in a group's key, and whether the group acts for its state."""
    return {row["word"]: (row["use"], row.flag("state")) for row in table("group_words", ("word", "use"))}


def described_by(state: str, knowledge: Knowledge) -> str:
    """Return the adjective that stands for a state in the key of a group, else its key."""
    actor = knowledge.actors.get(state)
    own = [a for a in actor.adjectives if knowledge.adjective(a) is actor] if actor is not None else []
    return slug(own[0]) if own else state


def group_forms(form: str) -> list[str]:
    """Return what a group may be called: the form, without determiner and quantity, and without what follows.

    "several European leaders in Paris" gives "European leaders in Paris" and "European leaders" too.
    """
    table_of = group_words()
    told = re.sub(r"\s+,", ",", form).split()
    start = 0
    while start < len(told) - 1 and (
        (
            told[start].casefold() in ("number", "group", "handful", "couple")
            and told[start + 1].casefold() == "of"
        )
        or told[start].isdigit()
        or table_of.get(told[start].casefold(), ("", False))[0] == "drop"
    ):
        start += 1
    kept = told[start:]
    end = next((n for n, word in enumerate(kept) if n and word.casefold() in TAIL), len(kept))
    return [" ".join(words_) for words_ in (told, kept, kept[:end]) if words_]


def group_head(entity: Entity, knowledge: Knowledge) -> list[str]:
    """Return the words of a group's name that are left without determiners and the name of its state."""
    table_of = group_words()
    told = re.findall(r"[^\W_]+(?:-[^\W_]+)*", without_state(entity.name, entity.state, knowledge))
    kept = [use for word in told if (use := table_of.get(word, (word, False))[0]) != "drop"]
    return list(dict.fromkeys(kept)) or ["people"]


def acts_for_state(entity: Entity, knowledge: Knowledge) -> bool:
    """Return whether a group is its state's own hand: its troops, officials, people."""
    table_of = group_words()
    return all(table_of.get(word, ("", False))[1] for word in group_head(entity, knowledge)[-1:])


def own_body(entity: Entity, named: Iterable[KnownActor], knowledge: Knowledge) -> str | None:
    """Return the curated body that a singular group noun only describes, None where it is a group.

    "The YPG militia" by the name before the noun; "the coalition" where its article names just one body that has the
    noun in its name.

    Args:
        entity: A group.
        named: The curated actors that the article names.
        knowledge: The curated actors.
    """
    told = bare(group_forms(entity.name)[1]).split()
    if not told or told[-1] not in words("group_nouns", "word", number="s") or entity.known is not None:
        return None
    if len(told) > 1:
        name = " ".join(group_forms(entity.name)[1].removeprefix("the ").removeprefix("The ").split()[:-1])
        found = {actor.key for actor in knowledge.named(name) if actor.kind in _BODIES}
    elif entity.state is None:
        found = {
            a.key for a in named if a.kind in _BODIES and any(told[0] in bare(n).split() for n in a.names)
        }
    else:
        found = set()
    return found.pop() if len(found) == 1 else None


def fuller_group(entity: Entity, groups: Iterable[Entity], knowledge: Knowledge) -> Entity | None:
    """Return the one group of the article that a bare noun takes up, or goes before: "Kenyan officials …. Officials added".

    Args:
        entity: A group.
        groups: The groups of its article.
        knowledge: The curated actors.
    """
    head = group_head(entity, knowledge)
    if entity.state is not None or len(head) > 1 or _has_proper_word(entity.name) or head[0] in _ANYBODY:
        return None
    fuller = [
        group
        for group in groups
        if (group.state is not None or _has_proper_word(group.name))
        and group_head(group, knowledge)[-1] == head[0]
    ]
    return fuller[0] if len({group_key(("", 0), group, knowledge) for group in fuller}) == 1 else None


def group_key(ref: Ref, entity: Entity, knowledge: Knowledge) -> str:
    """Return the key of a group: of its document where the wording is vague, else of the corpus."""
    if entity.known is not None:
        return entity.known
    head = group_head(entity, knowledge)
    if entity.state is not None:
        return "group-" + slug(" ".join((described_by(entity.state, knowledge), *head)))
    name = slug(entity.name if _is_quantity(entity.name) else " ".join(head))
    if len(head) > 1 and _has_proper_word(entity.name):
        return f"group-{name}"
    return f"group-{name}-{ref[0]}"


def _is_quantity(name: str) -> bool:
    """Return whether a name only counts people: "some" and "others" of one article are not the same."""
    use, _ = group_words().get(name.casefold(), ("", False))
    return use == "drop" or (use == "people" and name.casefold() != use)


def _has_proper_word(name: str) -> bool:
    """Return whether a word after the first has a capital, or the first is an adjective of a name ("Kurdish")."""
    met = name.split()
    return any(word[:1].isupper() for word in met[1:]) or (
        met[0][:1].isupper() and met[0].endswith(("ish", "ian", "an", "ese"))
    )
