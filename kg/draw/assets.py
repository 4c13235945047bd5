"""The page's own script and style, and the vis-network that pyvis carries, ready to stand in one file.

The script is a handful of ES modules in `kg/draw/page/`, readable and testable as they are. A page that
may ask for nothing cannot import them, so they are set one after the other, imports first, in one module
script: `import` lines and the word `export` go, everything else stays as written. That asks for names
that are unique across the modules, which is checked here.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from importlib import resources

from kg.errors import KgError

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class|let) )", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|class|let) (\w+)", re.MULTILINE)
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def _page_file(name: str) -> str:
    """Return a file of `kg/draw/page/`."""
    return resources.files("kg.draw").joinpath("page", name).read_text(encoding="utf-8")


@functools.cache
def script(entry: str = "main") -> str:
    """Return the page's modules as one script, `entry` last.

    Raises:
        KgError: If two modules give a top-level thing the same name, or import each other in a ring.
    """
    texts = _in_order(entry, ())
    owner: dict[str, str] = {}
    parts = []
    for name, text in texts.items():
        bare = _EXPORT.sub("", _IMPORT.sub("", text))
        for made in _TOP_LEVEL.findall(bare):
            if owner.setdefault(made, name) != name:
                raise KgError(f"page modules {owner[made]}.js and {name}.js both define {made}")
        parts.append(f"// ---- {name}.js\n{bare.strip()}\n")
    return "\n".join(parts)


def _in_order(entry: str, above: tuple[str, ...]) -> dict[str, str]:
    """Return the modules that `entry` needs and itself, each after those that it imports."""
    if entry in above:
        raise KgError(f"page modules import each other in a ring: {' → '.join((*above, entry))}")
    text = _page_file(entry + ".js")
    found: dict[str, str] = {}
    for needed in _IMPORT.findall(text):
        for name, other in _in_order(needed, (*above, entry)).items():
            found.setdefault(name, other)
    found[entry] = text
    return found


@functools.cache
def style() -> str:
    """Return the page's style sheets as one."""
    names = sorted(f.name for f in resources.files("kg.draw").joinpath("page").iterdir())
    return "\n".join(_page_file(name) for name in names if name.endswith(".css"))


@functools.cache
def vis_network() -> str:
    """Return vis-network as pyvis carries it, its licence notice kept, without the address of a source map."""
    text = resources.files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", text).replace("\r\n", "\n").rstrip() + "\n"


def digest(text: str) -> str:
    """Return the source expression by which a content security policy lets `text` in."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return a policy under which nothing is fetched and nothing runs but exactly these texts."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(digest, scripts)),
            "style-src " + " ".join(map(digest, styles)),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
