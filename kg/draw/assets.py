"""The page's own script and style, and the vis-network that pyvis carries, ready to stand in one file.

The script is a handful of ES modules in `kg/draw/page/`, readable and testable as they are. A page that
may ask for nothing cannot import them, so they are set one after the other, imports first, in one module
script: each becomes a function that is called at once and returns what the module exports, and an `import`
takes its names from there. Everything else stays as written.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from importlib import resources

from kg.errors import KgError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def _page_file(name: str) -> str:
    """Return a file of `kg/draw/page/`."""
    return resources.files("kg.draw").joinpath("page", name).read_text(encoding="utf-8")


@functools.cache
def script(entry: str = "main") -> str:
    """Return the page's modules as one script, `entry` last.

    Raises:
        KgError: If modules import each other in a ring.
    """
    return "\n".join(_enclosed(name, text) for name, text in _in_order(entry, ()).items())


def _enclosed(name: str, text: str) -> str:
    """Return a module as a constant that holds what it exports."""
    given = ", ".join(_EXPORT.findall(text))
    bare = _EXPORT.sub("", _IMPORT.sub(_taken, text)).strip()
    return f"// ---- {name}.js\nconst ${name} = (() => {{\n{bare}\nreturn {{ {given} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    """Return an import as a taking of names from what stands above."""
    names = " ".join(found[1].replace(" as ", ": ").split())
    return f"const {{ {names} }} = ${found[2]};\n"


def _in_order(entry: str, above: tuple[str, ...]) -> dict[str, str]:
    """Return the modules that `entry` needs and itself, each after those that it imports."""
    if entry in above:
        raise KgError(f"page modules import each other in a ring: {' → '.join((*above, entry))}")
    text = _page_file(entry + ".js")
    found: dict[str, str] = {}
    for _, needed in _IMPORT.findall(text):
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
