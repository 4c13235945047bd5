"""Read documents made to break things, and say what becomes of each kind.

    python tools/odd_documents.py [N]          # make and read N documents (default 520), print the table
    python tools/odd_documents.py N --keep DIR # leave them there

Every document is made from the sample articles by a seeded mutation or from nothing, so all runs see the same bytes.
A document must be read or refused with a reason, in bounded time, and what is read must make a valid graph. The exit
code is 1 if one is not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kg import config, pipeline
from kg.graph import validate
from kg.ingest import Failure
from kg.listener import Silence

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(p for p in (ROOT / "kg" / "samples").glob("*.txt"))
MISTAKE = "because of a mistake in geostance"
SECONDS = 240
"""Processor time that one document may take; the longest that is accepted has a megabyte."""

Make = Callable[[str, Random], bytes]

HOMOGLYPHS = str.maketrans("aeopcxyAEOPCTH", "аеорсхуАЕОРСТН")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e"
MARKS = "\u0300\u0301\u0308\u0327\u0336\u20dd"
TURNING = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
EMOJI = "\U0001f600\U0001f1fa\U0001f1e6\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f44d\U0001f3fd"
QUOTES = "\"'“”‘’«»„‟‹›`´"
FOREIGN = (
    "Le ministre des Affaires étrangères a rejeté jeudi la proposition de la Commission européenne sur les visas.",
    "Der Außenminister lehnte den Vorschlag der Kommission am Donnerstag ab und warnte vor neuen Sanktionen.",
    "外交部长星期四拒绝了委员会关于制裁的建议。",
    "وزير الخارجية رفض يوم الخميس اقتراح المفوضية بشأن العقوبات.",
    "Министр иностранных дел в четверг отверг предложение комиссии о санкциях.",
)


def _utf8(change: Callable[[str, Random], str]) -> Make:
    return lambda text, chance: change(text, chance).encode("utf-8", "surrogatepass")


def _sprinkled(signs: str, share: float) -> Callable[[str, Random], str]:
    """Return a change that puts one of `signs` after a share of the characters."""
    return lambda text, chance: "".join(
        c + (chance.choice(signs) if chance.random() < share else "") for c in text
    )


def _words(change: Callable[[list[str], Random], list[str]]) -> Callable[[str, Random], str]:
    return lambda text, chance: " ".join(change(text.split(), chance))


def _shuffled(words: list[str], chance: Random) -> list[str]:
    chance.shuffle(words)
    return words


def _dropped(words: list[str], chance: Random) -> list[str]:
    return [word for word in words if chance.random() < 0.7] or words


def _lines(text: str, chance: Random) -> str:
    return "\n".join(f"{chance.choice(['-', '*', '•', '1.', '|'])} {line}" for line in text.splitlines())


def _transcript(text: str, chance: Random) -> str:
    names = ("THE PRESIDENT", "Q", "MR. NOVAK", "(Applause.)", "[inaudible]")
    return "\n\n".join(f"{chance.choice(names)}: {line}" for line in text.split(". "))


def _table(text: str, chance: Random) -> str:
    cells = text.split()
    return "\n".join(
        "\t".join(cells[at : at + 6]) + f"\t{chance.random():.2f}" for at in range(0, len(cells), 6)
    )


def _nested_quotes(text: str, chance: Random) -> str:
    depth = chance.randrange(2, 400)
    return "“" * depth + text + ("”" * depth if chance.random() < 0.5 else "")


def _nested_clauses(text: str, chance: Random) -> str:
    said = "".join(f"{chance.choice(['Kyiv', 'Ankara', 'Lima', 'he', 'she'])} said that " for _ in range(150))
    return f"{text}\n\n{said}talks would go on."


def _entities(text: str, chance: Random) -> str:
    return text.replace(" ", chance.choice(["&nbsp; ", "&amp;", " <b>x</b> ", " {{x}} ", " %s "]))


def _stitched(text: str, chance: Random) -> str:
    return text + chance.choice(FOREIGN) * 3 + text


def _bytes(share: float) -> Make:
    def change(text: str, chance: Random) -> bytes:
        return bytes(chance.randrange(256) if chance.random() < share else byte for byte in text.encode())

    return change


def _deep_page(text: str, chance: Random) -> bytes:
    depth = chance.choice([100, 5_000, 100_000])
    return b"<html><body>" + b"<div>" * depth + f"<p>{text}</p>".encode() + b"</div>" * (depth // 2)


def _torn_page(text: str, chance: Random) -> bytes:
    page = "<!doctype html><html><head><title>T</title></head><body><article>"
    page += "".join(f"<p>{part}</p>" for part in text.split("\n\n")) + "</article></body></html>"
    return page[: chance.randrange(len(page))].encode()


def _scripted_page(text: str, chance: Random) -> bytes:
    tricks = (
        "<script>while(1){}</script>",
        "<!--",
        "<svg onload=x>",
        "]]>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    )
    parts = text.split(". ")
    parts.insert(chance.randrange(len(parts)), chance.choice(tricks))
    return ("<html><body><article><p>" + ". ".join(parts) + "</p></article></body></html>").encode()


def _records(text: str, chance: Random) -> bytes:
    odd = (
        {"text": text, "published": "2025-13-45"}, {"text": text, "title": "\ud800"}, {"text": text + "\udfff"},
        {"text": text, "url": "javascript:alert(1)"}, {"text": [text]}, {"text": text, "outlet": "\u202e\x1b[2J"},
        {"text": text, "id": "../../etc/passwd"}, {"text": ""}, {"text": text, "published": "0000-00-00T00:00"},
        {"text": text, "url": 'https://x/"> <y'}, {"text": text, "title": "t" * 100_000},
    )  # fmt: skip
    lines = [json.dumps(chance.choice(odd)).encode() for _ in range(3)]
    return b"\n".join([*lines, chance.choice([b"{", b"[]", b"\xff", b'{"text": 1e999}', b"[" * 5000])])


def _bomb(_text: str, chance: Random) -> bytes:
    return gzip.compress(
        bytes([chance.choice(b"x \n0")]) * chance.choice([6_000_000, 30_000_000]), 9, mtime=0
    )


def _packed(text: str, chance: Random) -> bytes:
    whole = gzip.compress(text.encode(), mtime=0)
    return whole[: chance.randrange(len(whole) + 1)]


KINDS: dict[str, tuple[str, Make]] = {
    "UTF-16": (".txt", lambda t, _: t.encode("utf-16")),
    "Latin-1": (".txt", lambda t, _: t.replace("a", "ä").encode("latin-1", "replace")),
    "Shift JIS": (".txt", lambda t, _: (t[:200] + "政府は拒否した").encode("shift-jis", "replace")),
    "byte order mark": (".txt", lambda t, _: b"\xef\xbb\xbf" * 2 + t.encode()),
    "random bytes among it": (".txt", _bytes(0.01)),
    "nothing but random bytes": (".txt", _bytes(1.0)),
    "NUL characters": (".txt", _utf8(_sprinkled("\0", 0.01))),
    "lone surrogates": (".txt", _utf8(_sprinkled("\ud800\udfff", 0.01))),
    "control characters": (".txt", _utf8(_sprinkled("\x01\x07\x08\x0b\x1b\x7f\x85", 0.05))),
    "invisible characters": (".txt", _utf8(_sprinkled(INVISIBLE, 0.1))),
    "combining marks": (".txt", _utf8(_sprinkled(MARKS, 0.5))),
    "turned text": (".txt", _utf8(_sprinkled(TURNING, 0.05))),
    "emoji": (".txt", _utf8(_sprinkled(EMOJI, 0.05))),
    "quotation marks": (".txt", _utf8(_sprinkled(QUOTES, 0.1))),
    "100,000 quotation marks": (".txt", _utf8(lambda t, r: t + r.choice(QUOTES) * 100_000)),
    "up to 100,000 quotations": (".txt", _utf8(lambda t, r: t + ' "a"' * r.choice([3_000, 10_000, 100_000]))),
    "nested quotations": (".txt", _utf8(_nested_quotes)),
    "nested clauses": (".txt", _utf8(_nested_clauses)),
    "homoglyphs": (".txt", _utf8(lambda t, r: t.translate(HOMOGLYPHS) if r.random() < 0.5 else t[:300].translate(HOMOGLYPHS) + t[300:])),
    "all capitals": (".txt", _utf8(lambda t, _: t.upper())),
    "no capitals": (".txt", _utf8(lambda t, _: t.lower())),
    "no full stops": (".txt", _utf8(lambda t, _: re.sub(r"[.,;:]", "", t))),
    "no spaces": (".txt", _utf8(lambda t, r: re.sub(r"\s", "", t) * r.randrange(1, 20))),
    "words in any order": (".txt", _utf8(_words(_shuffled))),
    "words left out": (".txt", _utf8(_words(_dropped))),
    "one word again and again": (".txt", _utf8(lambda t, r: (r.choice(t.split()) + " ") * 20_000)),
    "one long line": (".txt", _utf8(lambda t, _: " ".join(t.split()) * 40)),
    "ten megabytes on a line": (".txt", _utf8(lambda t, _: t.replace("\n", " ") * (10_000_000 // len(t)))),
    "lists": (".txt", _utf8(_lines)),
    "a transcript": (".txt", _utf8(_transcript)),
    "a table": (".txt", _utf8(_table)),
    "markup": (".txt", _utf8(_entities)),
    "another language": (".txt", _utf8(lambda _, r: r.choice(FOREIGN) * 9)),
    "two languages": (".txt", _utf8(_stitched)),
    "odd line ends": (".txt", _utf8(lambda t, r: t.replace("\n", r.choice(["\r", "\r\n\r\n", "\u2028", "\v", "\n\n\n\n"])))),
    "empty": (".txt", lambda _, r: b" \n\t\r"[: r.randrange(5)]),
    "digits": (".txt", _utf8(lambda _, r: " ".join(str(r.randrange(10**9)) for _ in range(5000)))),
    "deep pages": (".html", _deep_page),
    "torn pages": (".html", _torn_page),
    "pages with scripts": (".html", _scripted_page),
    "odd records": (".jsonl", _records),
    "packed bombs": (".txt.gz", _bomb),
    "torn packed files": (".txt.gz", _packed),
}  # fmt: skip


def documents(number: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield kind, file name and bytes of `number` documents, kind after kind in turn."""
    for at in range(number):
        kind = list(KINDS)[at % len(KINDS)]
        suffix, make = KINDS[kind]
        chance = Random(f"{kind} {at}")  # noqa: S311  # seeded, for documents and no secrets
        text = SAMPLES[at // len(KINDS) % len(SAMPLES)].read_text(encoding="utf-8")
        yield kind, f"{at:04}{suffix}", make(text, chance)


@dataclass
class Fate:
    """What became of the documents of one kind."""

    made: int = 0
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def fate(place: Path, fates: Fate) -> None:
    """Read one file to the end of the graph, and note what becomes of it."""
    fates.made += 1
    heard: list[Failure] = []

    class Ears(Silence):
        def failed(self, failure: Failure) -> None:
            heard.append(failure)

    begun = time.process_time()
    try:
        outcome = pipeline.read(pipeline.Task((place,), config.load()), Ears())
    except pipeline.NoInputError:
        outcome = None
    fates.slowest = max(fates.slowest, time.process_time() - begun)
    fates.wrong += [
        str(failure) for failure in heard if MISTAKE in failure.reason or not failure.reason.strip()
    ]
    if outcome is None:
        fates.refused += 1
        if not heard:
            fates.wrong.append(f"{place.name}: neither read nor refused")
        return
    fates.read += 1
    report = validate.validate(pipeline.quads(outcome))
    fates.wrong += [f"{place.name}: {violation}" for violation in report.results[:3]]


def main(arguments: list[str]) -> int:
    """Make, read and judge the documents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, nargs="?", default=12 * len(KINDS))
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args(arguments)
    fates: defaultdict[str, Fate] = defaultdict(Fate)
    with tempfile.TemporaryDirectory() as folder:
        top = chosen.keep or Path(folder)
        top.mkdir(parents=True, exist_ok=True)
        for kind, name, data in documents(chosen.number):
            (top / name).write_bytes(data)
            known = len(fates[kind].wrong)
            fate(top / name, fates[kind])
            for wrong in fates[kind].wrong[known:]:
                print(f"{kind}: {wrong}", file=sys.stderr)
    print("| kind of document | made | read | refused | slowest, s |\n|---|--:|--:|--:|--:|")
    for kind, found in fates.items():
        print(f"| {kind} | {found.made} | {found.read} | {found.refused} | {found.slowest:.1f} |")
    every = fates.values()
    total = sum(len(found.wrong) for found in every)
    slow = sum(found.slowest > SECONDS for found in every)
    print(
        f"| all | {sum(f.made for f in every)} | {sum(f.read for f in every)} | {sum(f.refused for f in every)} "
        f"| {max(f.slowest for f in every):.1f} |\n\n{total} crashes or invalid graphs, {slow} kinds over {SECONDS} s"
    )
    return int(bool(total or slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
