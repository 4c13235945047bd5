"""Write a corpus of N articles, made of the samples: for measuring how a build grows.

    python benchmarks/corpus.py N FOLDER [--first K] [--seed S]

Writes N text files and `meta.csv` (day, outlet) to FOLDER. Article K is the same in each corpus of the same seed,
so a corpus of 1,000 holds the one of 100, and `--first` writes those that come after another corpus.

Each article follows one sample, with other states, persons, matters, days, weekdays and numbers (`corpus.toml`). Which
they are is drawn so that few come up often and most seldom: as in real news, the number of different persons and
matters grows with a power of the number of articles that is less than one (from 100 to 10,000 articles about .8 for persons, .6 for matters).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "kg" / "samples"

TAIL = 0.54
"""A name of rank r or later comes up with a probability that falls as r to the minus this."""
HEAD = 10
"""About as many names are common."""
SWAPPED = 0.6
"""Share of an article's states, persons and matters that give way to others."""
DROPPED = 0.15
"""Share of the paragraphs, after the first, that an article leaves out."""
FIRST_DAY = date(2015, 1, 5)
DAYS = 3_900
"""Articles are of the ten years and eight months from the first day."""


@dataclass(frozen=True, slots=True)
class Made:
    """One generated article: its file name, text, day and outlet."""

    file: str
    text: str
    published: date
    outlet: str


@cache
def tables() -> dict[str, Any]:
    """Return what `corpus.toml` holds."""
    return tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))


@cache
def samples() -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs of each sample; the first is its headline."""
    files = sorted(SAMPLES.glob("*.txt"))
    return tuple(tuple(file.read_text(encoding="utf-8").strip().split("\n\n")) for file in files)


def articles(number: int, first: int = 0, seed: int = 0) -> Iterator[Made]:
    """Yield the articles `first` to `first + number - 1` of the corpus that `seed` begins."""
    for index in range(first, first + number):
        yield article(index, seed)


def article(index: int, seed: int = 0) -> Made:
    """Make article `index`: it depends on nothing but the two numbers."""
    draw = Random(f"{seed}/{index}")  # noqa: S311 - nothing secret hangs on it
    title, lead, *others = draw.choice(samples())
    kept = [paragraph for paragraph in others if draw.random() > DROPPED]
    text = "\n\n".join((title, lead, *kept))
    text = _replaced(text, _names(draw, text))
    text = re.sub(r"(?<![\w.,])\d+(?:\.\d+)?(?![\w,])", lambda found: _number(draw, found[0]), text)
    shift = draw.randrange(7)
    text = re.sub("|".join(WEEKDAYS), lambda found: WEEKDAYS[(WEEKDAYS.index(found[0]) + shift) % 7], text)
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    return Made(f"{index:07}.txt", text + "\n", day, draw.choice(tables()["outlets"]["names"]))


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _names(draw: Random, text: str) -> dict[str, str]:
    """Return what takes the place of the names and matters in a text."""
    swaps: dict[str, str] = {}
    taken: set[str] = set()
    known = tables()
    for home, (adjective, capital) in known["homes"].items():
        if home not in text and adjective not in text:
            continue
        state = home
        if draw.random() < SWAPPED:
            state = _fresh(draw, tuple(known["states"]), taken)
            there, seat = known["states"][state]
            swaps |= {home: state, adjective: there, capital: seat, capital.upper(): seat.upper()}
            swaps |= _seats(home, there)
        for line in known["persons"].get(home, ()):
            sex, name = line.split(" ", 1)
            if _surname(name) in text and (state != home or draw.random() < SWAPPED):
                new = _person(state, sex, _rank(draw))
                swaps |= {name: new, _surname(name): _surname(new)}
    for word, line in known["matters"].items():
        if draw.random() < SWAPPED:
            swaps[word] = _matter(draw, line)
    return swaps


def _seats(home: str, adjective: str) -> dict[str, str]:
    """Return what stands for a government by the name of its seat: only one of the samples has such a word."""
    if home != "Russia":
        return {}
    return {"The Kremlin": f"The {adjective} government", "the Kremlin": f"the {adjective} government"}


def _fresh(draw: Random, names: tuple[str, ...], taken: set[str]) -> str:
    while (name := names[_rank(draw) % len(names)]) in taken:
        pass
    taken.add(name)
    return name


def _rank(draw: Random) -> int:
    """Draw a rank from 0 on: few are frequent, and there is no last one (Zipf and Mandelbrot's law)."""
    return int(HEAD * ((1 - draw.random()) ** (-1 / TAIL) - 1))


@cache
def _person(state: str, sex: str, rank: int) -> str:
    """Return the name of the person of a state who has this rank there."""
    known = tables()
    draw = Random(f"{state}/{sex}/{rank}")  # noqa: S311 - the same person each time
    given = draw.choice(known["given"]["women" if sex == "f" else "men"])
    return f"{given} {draw.choice(known['surname']['stems'])}{draw.choice(known['surname']['endings'])}"


def _surname(name: str) -> str:
    return name.split(" ", 1)[1]


def _matter(draw: Random, line: str) -> str:
    modifiers, nouns = tables()["modifiers"][line], tables()["nouns"][line]
    rank, first = divmod(_rank(draw), len(modifiers))
    more, noun = divmod(rank, len(nouns))
    rare = f"{modifiers[(first + more) % len(modifiers)]} " if more else ""
    return f"{rare}{modifiers[first]} {nouns[noun]}"


def _replaced(text: str, swaps: dict[str, str]) -> str:
    if not swaps:
        return text
    longest_first = sorted(swaps, key=lambda name: (-len(name), name))
    return re.sub(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)",
        lambda found: swaps[found[0]],
        re.sub(r"\ban? (?=(?:ceasefire|truce)\b)", "the ", text),
    )


def _number(draw: Random, digits: str) -> str:
    """Return another number of the same kind; years and days of a month stay what they can be."""
    if "." in digits:
        return f"{float(digits) * draw.uniform(0.5, 2):.1f}"
    value = int(digits)
    if 1900 < value < 2100:
        return str(value + draw.randrange(5))
    if value <= 31:
        return str(draw.randrange(2, 29))
    return str(max(32, round(value * draw.uniform(0.5, 2))))


def write(folder: Path, number: int, first: int = 0, seed: int = 0) -> None:
    """Write the articles and what is known about them to `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("file", "published", "outlet"))
        for made in articles(number, first, seed):
            (folder / made.file).write_text(made.text, encoding="utf-8")
            table.writerow((made.file, made.published.isoformat(), made.outlet))


def main(arguments: list[str]) -> int:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("number", type=int, metavar="N", help="how many articles")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where they go")
    parser.add_argument("--first", type=int, default=0, metavar="K", help="number of the first one")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="another seed, another corpus")
    asked = parser.parse_args(arguments)
    write(asked.folder, asked.number, asked.first, asked.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
