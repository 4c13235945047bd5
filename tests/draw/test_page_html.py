"""The HTML file: self-contained, strict, whole."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pyoxigraph
import pytest
from decoded import records

from kg.draw import assets, draw, frame
from kg.draw.html import StanceNetwork
from kg.draw.picture import picture_of
from kg.draw.view import view_of
from kg.errors import KgError, OutputError


class Reader(HTMLParser):
    """Collects elements with their attributes and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("/" + tag, {}))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style"):
            self.texts.append((*self.found[-1], data))


@pytest.fixture(scope="module")
def page(store: pyoxigraph.Store) -> str:
    return draw(store, title="Dams & <rivers>")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def texts_of(reader: Reader, tag: str) -> dict[str | None, str]:
    made: dict[str | None, str] = {}
    for name, attributes, text in reader.texts:
        if name == tag:
            kind = attributes.get("type")
            made[kind] = made.get(kind, "") + text
    return made


def test_nothing_is_fetched(read: Reader) -> None:
    for tag, attributes in read.found:
        assert "src" not in attributes, tag
        if tag == "link":
            assert attributes["href"] == "data:,"
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (
            tag,
            attributes,
        )


def test_the_policy_lets_in_exactly_the_scripts_and_styles_of_the_page(read: Reader) -> None:
    (policy,) = (a["content"] for t, a in read.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    scripts, styles = texts_of(read, "script"), texts_of(read, "style")
    for text in (scripts[None], scripts["module"], *styles.values()):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == 3


def test_the_page_has_language_title_viewport_and_charset_first(page: str, read: Reader) -> None:
    assert page.startswith("<!DOCTYPE html>")
    assert page.encode()[:200].find(b'<meta charset="utf-8">') > 0
    assert ("html", {"lang": "en"}) in read.found
    assert "<title>Dams &amp; &lt;rivers&gt;</title>" in page
    assert any(a.get("name") == "viewport" for _, a in read.found)


def test_the_licence_of_vis_network_stays_in_the_page(page: str) -> None:
    assert "vis.js is dual licensed under both" in page
    assert "sourceMappingURL" not in page


def test_the_page_without_its_texts_is_under_one_megabyte(store: pyoxigraph.Store) -> None:
    assert len(draw(store, texts=False).encode()) < 1_000_000


def test_texts_can_be_left_out(store: pyoxigraph.Store) -> None:
    assert "Ethiopia names a month for its dam\\n" in draw(store)
    assert "Ethiopia names a month for its dam\\n" not in draw(store, texts=False)


def test_the_same_graph_gives_the_same_bytes(store: pyoxigraph.Store, page: str) -> None:
    assert draw(store, title="Dams & <rivers>") == page


def test_the_file_is_written_whole_as_utf8(store: pyoxigraph.Store, tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.html"
    page = draw(store, target)
    assert target.read_bytes() == page.encode("utf-8")
    assert [p.name for p in target.parent.iterdir()] == ["graph.html"]


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(
    store: pyoxigraph.Store, tmp_path: Path
) -> None:
    (tmp_path / "graph.html").mkdir()
    with pytest.raises(OutputError, match=r"graph\.html"):
        draw(store, tmp_path / "graph.html")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]


def test_a_frame_is_sandboxed_and_holds_the_page_escaped(page: str) -> None:
    made = frame(page, 500)
    assert 'sandbox="allow-scripts' in made
    assert "allow-same-origin" not in made
    (held,) = re.findall(r'srcdoc="([^"]*)"', made)
    assert html.unescape(held) == page


def test_the_network_is_a_pyvis_network_that_shows_itself(store: pyoxigraph.Store) -> None:
    view = view_of(store)
    network = StanceNetwork(view, picture_of(view))
    assert network.get_node("actor/abiy-ahmed")["shape"] == "dot"
    assert len(network.edges) == len(picture_of(view).edges)
    assert network._repr_html_().startswith("<iframe")


def test_the_data_block_is_json(read: Reader) -> None:
    data = json.loads(texts_of(read, "script")["application/json"])
    assert {n["id"] for n in data["network"]["nodes"]} <= {n["id"] for n in records(data["nodes"])}


def test_modules_become_one_script_without_imports() -> None:
    text = assets.script()
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)
    assert text.index("// ---- dom.js") < text.index("// ---- data.js") < text.index("// ---- main.js")


def test_every_module_of_the_folder_is_in_the_script() -> None:
    names = [f.name for f in resources.files("kg.draw").joinpath("page").iterdir() if f.name.endswith(".js")]
    assert all(f"// ---- {name}" in assets.script() for name in names)


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_no_module_turns_strings_into_markup_or_code(word: str) -> None:
    bare = re.sub(r"//.*", "", assets.script())
    assert word not in bare


def test_modules_keep_their_names_to_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "a.js": 'import { f as other,\n  g } from "./b.js";\nfunction f() {}\nexport const h = 1;\n',
        "b.js": "export function f() {}\nexport async function g() {}\nfunction own() {}\n",
    }
    monkeypatch.setattr(assets, "_page_file", files.__getitem__)
    made = assets.script.__wrapped__("a")
    assert "const { f: other, g } = $b;" in made
    assert "return { f, g };" in made
    assert "return { h };" in made


def test_a_ring_of_modules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a.js": 'import { f } from "./b.js";\n', "b.js": 'import { g } from "./a.js";\n'}
    monkeypatch.setattr(assets, "_page_file", files.__getitem__)
    with pytest.raises(KgError, match=r"ring: a → b → a"):
        assets.script.__wrapped__("a")
