"""Whether a stance is reported as held, or only wished for, asked about, supposed or denied a chance.

"Oslo condemned it" is held; "to condemn it would be wrong", "if Oslo condemns it", "Oslo may condemn it"
are not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.condition import conditions
from kg.extract.dependence import dependence
from kg.extract.evaluation import is_judged
from kg.extract.hit import REFUSING
from kg.lang.lexicon import lexicon, with_trait, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit

ASKING = word_set("asking verbs")
ANSWERING = word_set("answering verbs")
LIKELY = word_set("prospects")
"""Adjectives whose infinitive is as real as they say."""
HEARSAY = word_set("hearsay verbs")
"""Verbs whose passive hands on what others hold: "is said to oppose"."""
RAISING = word_set("raising verbs")
"""Verbs whose infinitive is as real as they are: "seems to want", "was quick to condemn"."""
MOVING = word_set("moving verbs")
"""Verbs whose object does what follows: "led Oslo to condemn it"."""
OCCASIONS = word_set("occasions")
"""Verbs of what people do in order to be heard: "hundreds marched to denounce it"."""
TURNERS = word_set("turning verbs")
"""Verbs that undo what hangs on them: "ceased to support"."""
RESULT = word_set("result verbs")
UNTOLD = word_set("untold")
"""Prepositions whose gerund need not have come about."""
SHUNNING = word_set("shunning verbs")
"""Verbs of what is not done: "avoided criticising", "refrained from blaming"."""
PROSPECT = word_set("not yet said")
UNREAL = word_set("unreal")
FUTURE = word_set("future")
NEITHER = with_trait("open-if-neither")
WOULD = with_trait("in-would")
UNTRUE = word_set("untrue")
OPEN = word_set("open")
"""Modals under which a stance is possible, but nothing is said or thought yet."""
WITHHOLDING = frozenset({"that", "to", "obj-to", "on-to", "ger", "obj-of", "obj-from", "if"})
"""Frames whose content a stance does not grant."""


def is_held(hit: Hit) -> bool:
    """Return whether the text reports the stance of a hit as held, not as wished, asked or supposed."""
    if not hit.words or hit.cue.pos == "prep":
        return True
    head = hit.head
    if hit.cue.pos == "adj":
        head = clause.first_conjunct(head)
        made_known = head.dep_ == "ccomp" and head.head.lemma_ == "make"  # "could make it clear that"
        head = head.head if head.dep_ in {"acomp", "attr", "oprd"} or made_known else head
    if hit.cue.pos == "noun":
        light = [w for w in hit.words if w.pos_ in clause.VERBAL and w.i != head.i]
        if light:
            return is_real(light[0], hit.cue.kind)
        return head.dep_ != "dobj" or head.head.pos_ not in clause.VERBAL or is_real(head.head, hit.cue.kind)
    if _leaves_open(hit, head):
        return False
    if hit.cue.kind == "say" and any(m.lower_ in PROSPECT for m in clause.modals(head)):
        return False  # "we will call it a day" has not been said yet
    is_conceded = hit.cue.act in REFUSING and bool(clause.negations(head))
    return is_real(head, "stance" if is_conceded else hit.cue.kind)  # "cannot deny that …"


def _leaves_open(hit: Hit, verb: Token) -> bool:
    """Whether a side is taken neither way: "failed to agree on a date", "neither confirmed nor denied it"."""
    traits = hit.cue.traits
    if "open-if-failed" in traits and verb.dep_ == "xcomp":
        return verb.head.lemma_ == "fail"
    if "open-if-not" in traits and clause.negations(verb) and clause.child(verb, "ccomp") is not None:
        return True  # "neither side has confirmed that it will attend"
    open_ = hit.cue.kind == "stance" and hit.cue.stance == "0"
    if (open_ or "open-to-come" in traits) and hit.frame == "p" and is_to_come(verb):
        return True  # "will vote on the budget", "will have to decide on the port"
    first = verb.head
    if hit.cue.stance in {"+", "-"} and _either_way(hit, verb):
        return True
    both = {verb.lemma_, first.lemma_} <= NEITHER and verb.lemma_ != first.lemma_ and verb.dep_ == "conj"
    return both and clause.child(first, "dobj", "ccomp") is None and bool(clause.negations(verb))


def _either_way(hit: Hit, verb: Token) -> bool:
    """Whether one side is taken as little as the other: "*neither* accepted *nor* turned down the offer"."""
    first = clause.first_conjunct(verb)
    if not any(c.lower_ == "neither" for c in first.children):
        return False
    turned = "-" if hit.cue.stance == "+" else "+"
    beside = (c for c in clause.conjuncts(first) if c.i != verb.i)
    lemmas = (" ".join((c.lemma_, *(p.lower_ for p in clause.children(c, "prt")))) for c in beside)
    return any(cue.stance == turned for lemma in lemmas for cue in lexicon().of("verb", lemma))


def grants_nothing(hit: Hit) -> bool:
    """Return whether the content of a hit is not said to be so: denied, feared, hoped for, demanded, or negated."""
    if hit.cue.stance in {"+", "-"} and hit.frame in WITHHOLDING:
        return True
    if hit.cue.stance in {"+", "-"} and hit.frame in {"p", "obj"} and _is_gerund(hit.contents[0]):
        return True  # "thinks about leaving", "ruled out sending", "denied having planned it"
    if hit.cue.stance == "-" and hit.frame == "obj" and clause.is_clausal(hit.contents[0]):
        return True  # "says Bern armed them, a charge that Bern denies"
    if hit.frame == "obj-for" and "alleges" in hit.cue.traits:
        return True
    return hit.cue.stance == "0" and _is_negated(hit)


def _is_negated(hit: Hit) -> bool:
    """Whether something is not said: "did not confirm that", "no sign that"."""
    light = [w for w in hit.words if w.i != hit.head.i and w.pos_ in clause.VERBAL]
    if any(clause.negations(w) for w in (hit.head, *light) if w.pos_ in clause.VERBAL):
        return True
    return any(c.lower_ in {"no", "little"} for c in hit.head.children if hit.cue.pos == "noun")


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" or any(a.tag_ == "VBG" for a in clause.auxiliaries(verb))


def is_real(verb: Token, kind: str = "stance") -> bool:
    """Return whether a predicate is reported: finite without an unreal modal, or hung on one that is.

    "Oslo might support it" is a possible stance; "Oslo might say that …" says nothing yet.
    """
    if dependence(verb) is not None:
        return False
    modal = {m.lower_ for m in clause.modals(verb)}
    if modal & UNREAL:
        return False
    if kind == "act" and "would" in modal and conditions(verb):
        return host_is_real(verb)  # "would lift its veto if Bern signed": what it is ready to do
    if modal & OPEN and kind not in {"stance", "want"}:
        return verb.lemma_ in WOULD and bool(modal & {"would", "can"})
    if clause.is_finite(verb):
        open_ = clause.is_question(verb) and not clause.gives_reason(verb)
        return not open_ and not _is_of_a_class(verb) and host_is_real(verb)
    return _non_finite_is_real(verb, kind)


def _is_of_a_class(verb: Token) -> bool:
    """Whether a relative clause only says which of all are meant: "will not sell oil to *countries that adopt a cap*"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.tag_ != "NNS" or noun.dep_ not in {"pobj", "dobj", "dative"}:
        return False
    named = clause.children(noun, "det", "poss", "nummod", "amod", "compound")
    return not named and bool(clause.modals(clause.governor(noun)))


def _non_finite_is_real(verb: Token, kind: str) -> bool:
    """Whether a predicate without tense is as real as what it hangs on: "left without condemning it" is not, nor "before agreeing to it"."""
    if verb.dep_ == "conj":
        return is_real(verb.head, kind) if verb.head.pos_ in clause.VERBAL else True
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    above = above.head if above.dep_ == "advmod" else above  # "fell *short* of endorsing it"
    shunned = {above.lemma_, *(f"{above.lemma_} {c.lower_}" for c in above.children)} & SHUNNING
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "pcomp"} and shunned:
        return False  # "stopped short of criticising"
    if verb.tag_ == "VB":
        below = verb.dep_ in {"xcomp", "acl"}
        named = verb.dep_ == "relcl" and verb.head.dep_ == "attr"  # "is the first leader to congratulate Rao"
        return ((below or named) and _hands_on(verb.head)) or (
            (below or verb.dep_ == "advcl") and _has_spoken(verb)
        )
    if verb.dep_ == "pcomp" and verb.i > 1 and verb.doc[verb.head.i - 1].lower_ == "far":
        return False  # "far from condemning the pact"
    if verb.dep_ not in {"pcomp", "csubj"}:
        return not (verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_ in RESULT)
    before = verb.head.lower_ == "before" and kind != "say"  # what was told later was told
    return verb.head.lower_ not in UNTOLD and not before


def _has_spoken(infinitive: Token) -> bool:
    """Whether an infinitive tells what an occasion was used for: "took to Telegram to condemn it"."""
    host = infinitive.head
    if (
        infinitive.dep_ == "acl" and host.dep_ == "dobj"
    ):  # "used his speech to praise Bern", hung on the speech
        host = host.head
    said_somewhere = host.lemma_ == "take" and bool(clause.object_of(host, "to"))
    used = host.lemma_ == "use" and bool(clause.children(host, "dobj"))
    done = host.lemma_ in OCCASIONS and host.i < infinitive.i and _has_happened(host)
    return (said_somewhere or used or done) and is_real(host)


def _has_happened(verb: Token) -> bool:
    """Whether a verb tells of what is over: "gathered", "has gathered", but not "will gather" or "did not gather"."""
    if clause.negations(verb) or clause.modals(verb) or clause.is_passive(verb):
        return False
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(a.lemma_ == "have" for a in clause.auxiliaries(verb))
    )


def _hands_on(matrix: Token) -> bool:
    """Whether an infinitive is as real as what governs it: "seems to want", "is likely to back", "has yet to sign"."""
    if matrix.lower_ in LIKELY:
        return True
    if matrix.dep_ == "attr" and any(c.lower_ in LIKELY for c in clause.children(matrix, "amod")):
        return is_real(matrix.head)  # "is the *first* premier to congratulate Rao"
    if is_judged(matrix):  # "would be foolish to trust them": nobody does
        return False
    if matrix.lemma_ in TURNERS or matrix.lemma_ in RAISING or matrix.lemma_ == "have":
        return is_real(matrix)
    if matrix.lemma_ in MOVING and clause.child(matrix, "dobj") is not None:  # "prompted Rao to denounce it"
        return is_real(matrix) and not clause.negations(matrix)
    return matrix.lemma_ in HEARSAY and clause.is_passive(matrix) and is_real(matrix)


def is_to_come(verb: Token) -> bool:
    """Return whether a verb, or what its infinitive hangs on, stands in the future: "will continue to impose", "will go on imposing"."""
    while verb.dep_ in {"xcomp", "pcomp"} and not clause.modals(verb):
        above = clause.governor(verb)
        if above.pos_ not in clause.VERBAL or above.i == verb.i:
            break
        verb = above
    return any(m.lower_ in FUTURE for m in clause.modals(verb))


def host_is_real(verb: Token) -> bool:
    """Return whether a finite clause is no condition or indirect question, and in none: "if he refuses to sign" holds nothing."""
    if _is_asked(verb) or _is_doubted(verb):
        return False
    for below, above in pairwise((verb, *verb.ancestors)):
        if below.dep_ == "relcl" and verb.doc[max(below.left_edge.i - 1, 0)].text == ",":
            break  # "will decide whether to hold talks, *which Bern opposes*": Bern does
        if dependence(above) is not None or _is_asked(above) or _is_doubted(above):
            return False
        if above.dep_ == "ROOT":
            break
    return True


def _is_doubted(verb: Token) -> bool:
    """Whether a clause is said not to be so: "it is unlikely *that Oslo wants war*", "finds it doubtful that …"."""
    if verb.dep_ not in {"ccomp", "csubj", "acl"} or verb.head.i == verb.i:
        return False
    said = [verb.head, *clause.children(verb.head, "acomp", "oprd", "attr", "ccomp")]
    return any(w.lower_ in UNTRUE and not clause.negations(w.head) for w in said if w.i != verb.i)


def _is_asked(verb: Token) -> bool:
    """Whether a clause is an indirect question: "whether voters would prefer it", "wanted to know if they would"."""
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ASKING and verb.head.i < verb.i:
        mark = clause.child(verb, "mark")
        if mark is not None and mark.lower_ == "if":
            return True
    if verb.lemma_ in ASKING | ANSWERING and any(
        c.tag_ in {"WDT", "WP"} and c.i > verb.i for c in clause.children(verb, "dobj")
    ):
        return True  # "refused to say which of the bids it would back"
    return any(c.lower_ == "whether" and c.dep_ in {"mark", "advmod"} for c in verb.children)
