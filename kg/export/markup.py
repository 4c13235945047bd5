"""A text of headings, paragraphs and lists, written as Markdown (CommonMark) or as a web page that loads nothing.

Whatever stands in a piece comes out as text: it is escaped, so no article can write markup into a brief.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$^]|(?<=\w)\.(?=\w)(?=www)|(?<=:)//)")
"""Characters that Markdown, or the dialect of some reader, takes for more than themselves."""
_LEADING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
"""What at the beginning of a line would make it a list or a heading."""
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ccc}
h3{font-size:1rem;margin:1.4rem 0 .3rem}blockquote{margin:1rem 0;padding:.2rem 1rem;border-left:3px solid #b23c3c}
li{margin:.35rem 0}sup a{text-decoration:none}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181c}a{color:#8ab4f8}h2{border-color:#444}}
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one manner: "" plain, "strong", "quiet" (italic), or "source" for the number of a source."""

    words: str
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading ("h1" to "h3"), a paragraph ("p"), a warning ("note"), an item of a list ("li") or a source ("src")."""

    kind: str
    pieces: tuple[Piece, ...]


def block(kind: str, *pieces: Piece | str) -> Block:
    """Return a block of pieces; a bare text is a plain one."""
    return Block(kind, tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces))


# ------------------------------------------------------------------ Markdown


def markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks as Markdown."""
    before = ""
    number = 0
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "p": "", "note": "> ", "li": "- "}
    for one in blocks:
        number = number + 1 if one.kind == "src" else 0
        if before and not (one.kind == before and one.kind in {"li", "src"}):
            yield "\n"
        text = "".join(map(_markdown_piece, one.pieces))
        if one.kind == "p":
            text = _LEADING.sub(r"\1\\\2", text)
        yield (marks[one.kind] if number == 0 else f"{number}. ") + text + "\n"
        before = one.kind


def _markdown_piece(piece: Piece) -> str:
    words = _SPECIAL.sub(r"\\\1", " ".join(piece.words.split()) if piece.manner else _flat(piece.words))
    if piece.manner == "source":
        return f" \\[{words}\\]"
    around = {"strong": "**", "quiet": "*"}.get(piece.manner, "") if words else ""
    return f"{around}{words}{around}"


def _flat(words: str) -> str:
    """Return words on one line, with a blank kept at each end that has one."""
    inner = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{inner}{' ' * words[-1:].isspace()}" if inner else " " * bool(words)


# ------------------------------------------------------------------ HTML


def page(title: str, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks as a web page."""
    yield (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    lists = {"li": "ul", "src": "ol"}
    open_list = ""
    number = 0
    for one in blocks:
        wanted = lists.get(one.kind, "")
        if open_list != wanted:
            yield (f"</{open_list}>\n" if open_list else "") + (f"<{wanted}>\n" if wanted else "")
            open_list, number = wanted, 0
        number += 1
        yield _element(one, number)
    yield (f"</{open_list}>\n" if open_list else "") + "</body>\n</html>\n"


def _element(one: Block, number: int) -> str:
    inner = "".join(map(_html_piece, one.pieces))
    if one.kind == "note":
        return f"<blockquote><p>{inner}</p></blockquote>\n"
    if one.kind == "src":
        return f'<li id="source-{number}">{inner}</li>\n'
    return f"<{one.kind}>{inner}</{one.kind}>\n"


def _html_piece(piece: Piece) -> str:
    words = html.escape(piece.words)
    if piece.manner == "source":
        return f'<sup><a href="#source-{words}">{words}</a></sup>'
    tag = {"strong": "b", "quiet": "i"}.get(piece.manner)
    return f"<{tag}>{words}</{tag}>" if tag else words
