"""What is loaded when: found out in processes of their own, since this one has loaded much."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "rdflib",
    "pyoxigraph",
    "oxrdflib",
    "pyshacl",
    "numpy",
    "networkx",
    "trafilatura",
    "dateparser",
)


def loaded_by(code: str) -> set[str]:
    ending = f"import sys; print(*(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ending}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import kg",
        "import kg; dir(kg); kg.__version__; kg.KgError",
        "import kg.model, kg.errors, kg.config, kg.paths, kg.registry, kg.ingest, kg.pipeline",
        "from kg.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from kg.cli import main\ntry: main(['build', '--help'])\nexcept SystemExit: pass",
        "from kg.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code):
    assert loaded_by(code) == set()


def test_questions_are_asked_without_the_language_model():
    assert "spacy" not in loaded_by(
        "import kg.query, kg.query.run, kg.query.formats, kg.graph.store, kg.draw, kg.api"
    )


def test_every_public_name_is_there():
    code = "import kg\nfor name in kg.__all__: assert getattr(kg, name) is not None, name\nassert set(kg.__all__) <= set(dir(kg))"
    loaded_by(code)


def test_a_name_that_is_not_there_is_an_attribute_error():
    import kg  # noqa: PLC0415  # not at the top: the other tests say that it costs nothing

    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = kg.nonsense


def test_a_build_with_nothing_new_loads_neither_the_language_model_nor_what_draws(tmp_path):
    (tmp_path / "oslo.txt").write_text(
        "Norway rejected the plan on Monday, officials said.", encoding="utf-8"
    )
    code = f"from kg.cli import main\ntry: main(['build', {str(tmp_path / 'oslo.txt')!r}, '-o', {str(tmp_path / 'build')!r}])\nexcept SystemExit: pass"
    assert {"spacy", "networkx"} <= loaded_by(code)
    assert not {"spacy", "networkx"} & loaded_by(code)
