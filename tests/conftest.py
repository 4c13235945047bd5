"""Fixtures that several parts use. Those of one part stand in a conftest.py of its own folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg import config
from kg.model import Article, Reading

ROOT = Path(__file__).resolve().parent.parent

# Fixed examples, no deadline: a test that fails on one machine fails on all of them.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout that the tests lie in."""
    return ROOT


@pytest.fixture(scope="session")
def defaults() -> config.Settings:
    """Return the settings as they are shipped."""
    return config.load()


@pytest.fixture(scope="session")
def nlp():
    """Return the language model, loaded once for all tests (they are marked `model`)."""
    from kg.annotate.model import load_model  # noqa: PLC0415  # only these tests wait for it

    return load_model()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of annotated corpora beside the checkout.

    They are not part of the project, so without them such tests are skipped; in CI they must be there.
    """
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        reason = "the annotated corpora (../shared) are not beside the checkout"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and in CI no test is skipped for that")
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def sample_articles() -> Path:
    """Return the articles that the package ships."""
    return ROOT / "kg" / "samples"


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path) -> Path:
    """Return a folder with the graph of the sample articles, built once; tests only read it."""
    from kg import pipeline  # noqa: PLC0415  # only these tests wait for it

    folder = tmp_path_factory.mktemp("samples") / "build"
    task = pipeline.Task((sample_articles,), config.load(), meta=sample_articles / "meta.csv")
    pipeline.build(task, folder)
    return folder


@pytest.fixture
def sample_copy(tmp_path: Path, sample_build: Path) -> Path:
    """Return a copy of the sample build that a test may change."""
    return Path(shutil.copytree(sample_build, tmp_path / "build"))


@pytest.fixture
def stand_ins(monkeypatch):
    """Replace annotation and extraction, which need the model, by a reading that finds nothing."""
    import kg.annotate  # noqa: PLC0415  # only where it is replaced
    import kg.extract  # noqa: PLC0415

    def read(
        article: Article, _knowledge: object, versions: tuple[tuple[str, str], ...], _reader: object
    ) -> Reading:
        return Reading(article, versions=versions, warnings=("is short",) if len(article.text) < 75 else ())

    from kg import workers  # noqa: PLC0415

    monkeypatch.setattr(workers, "language", lambda _model: None)
    monkeypatch.setattr(workers, "_reader", lambda _kind: None)
    monkeypatch.setattr(workers, "versions", lambda _means: (("geostance", "test"),))
    monkeypatch.setattr(kg.annotate, "annotate", lambda _nlp, articles, _knowledge: iter(articles))
    monkeypatch.setattr(kg.extract, "read", read)
    return monkeypatch
