from __future__ import annotations

import gc
import itertools
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import config, pipeline, workers, writing
from kg.crew import Crew
from kg.errors import InputError, ModelError, NoInputError, OutputError
from kg.ingest import Failure
from kg.listener import Silence
from kg.model import Article, Reading
from kg.pipeline import Task
from kg.resolve import documents, memory

TEXTS = {
    "oslo.txt": "Norway's prime minister rejected the fishing agreement with Iceland on Monday.",
    "lima.txt": "Peru may recall its ambassador from Bolivia if the talks in La Paz fail.",
    "rome.txt": "Italy and Spain support the proposal, the Italian foreign minister told reporters.",
}


@pytest.fixture
def articles(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def task(*paths: Path, **options) -> Task:
    return Task(tuple(paths), config.load(), **options)


def trig(folder: Path) -> bytes:
    return (folder / "graph.trig").read_bytes()


def broken_on(place: str, error: Exception):
    def read(article: Article, *_: object) -> Reading:
        if place in article.text:
            raise error
        return Reading(article)

    return read


@pytest.mark.usefixtures("stand_ins")
def test_a_build_writes_graph_page_and_store(articles, tmp_path):
    built = pipeline.build(task(articles), tmp_path / "build")
    assert sorted(p.name for p in (tmp_path / "build").iterdir()) == [
        "documents.json",
        "graph.html",
        "graph.trig",
        "readings.db",
        "store",
    ]
    assert built.counts.documents == built.read == len(TEXTS)
    assert built.counts.words == built.words == sum(len(text.split()) for text in TEXTS.values())
    assert built.warnings == (f"{articles / 'lima.txt'}: is short",)


@pytest.mark.usefixtures("stand_ins")
def test_the_order_of_files_does_not_matter(articles, tmp_path):
    graphs = set()
    for number, order in enumerate(itertools.permutations(sorted(articles.glob("*.txt")))):
        pipeline.build(task(*order), tmp_path / f"build{number}")
        graphs.add(trig(tmp_path / f"build{number}"))
    assert len(graphs) == 1


@pytest.mark.usefixtures("stand_ins")
def test_full_texts_can_be_left_out(articles, tmp_path):
    for texts in (True, False):
        pipeline.build(task(articles, texts=texts), tmp_path / "build")
        assert (TEXTS["lima.txt"].encode() in trig(tmp_path / "build")) is texts


@pytest.mark.parametrize(
    ("error", "reason", "ours"),
    [
        (InputError("is a list of names", "x"), "is a list of names", False),
        (
            ValueError("no\nhead"),
            "cannot be read because of a mistake in geostance: ValueError: no head",
            True,
        ),
        (
            RecursionError("deep"),
            "cannot be read because of a mistake in geostance: RecursionError: deep",
            True,
        ),
        (KeyError("x"), "cannot be read because of a mistake in geostance: KeyError: 'x'", True),
    ],
)
def test_a_document_that_breaks_the_reading_is_named_and_the_others_go_on(
    articles, stand_ins, tmp_path, error, reason, ours
):
    stand_ins.setattr("kg.extract.read", broken_on("Peru", error))
    built = pipeline.build(task(articles), tmp_path / "build")
    (failure,) = built.failures
    assert failure.reason == reason
    assert ("Traceback" in failure.detail) is ours
    listed = (tmp_path / "build" / "documents.json").read_text()
    assert [name in listed for name in TEXTS] == [True, False, True]


@pytest.mark.parametrize(
    "error", [ModelError("the model is gone"), KeyboardInterrupt(), OSError("disk full")]
)
def test_what_concerns_every_document_ends_the_build_and_leaves_the_result_before(
    articles, stand_ins, tmp_path, error
):
    pipeline.build(task(articles / "oslo.txt"), tmp_path / "build")
    before = trig(tmp_path / "build"), (tmp_path / "build/graph.html").read_bytes()
    stand_ins.setattr("kg.extract.read", broken_on("Peru", error))
    with pytest.raises(type(error)):
        pipeline.build(task(articles), tmp_path / "build")
    assert (trig(tmp_path / "build"), (tmp_path / "build/graph.html").read_bytes()) == before


@pytest.mark.parametrize("stage", ["resolve.resolve", "draw.draw", "writing.correction_statements"])
def test_an_interrupt_at_any_later_stage_leaves_the_result_before(articles, stand_ins, tmp_path, stage):
    pipeline.build(task(articles / "oslo.txt"), tmp_path / "build")
    before = {p: p.read_bytes() for p in (tmp_path / "build").glob("graph.*")}

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with stand_ins.context() as patch:
        patch.setattr(f"kg.{stage}", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(task(articles), tmp_path / "build")
    assert {p: p.read_bytes() for p in (tmp_path / "build").glob("graph.*")} == before
    pipeline.build(task(articles), tmp_path / "build")
    assert trig(tmp_path / "build") not in before.values()


@pytest.mark.usefixtures("stand_ins")
def test_no_input_is_an_error_and_leaves_the_result_before(articles, tmp_path):
    pipeline.build(task(articles), tmp_path / "build")
    before = trig(tmp_path / "build")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(NoInputError, match="nothing could be read, of 2 given"):
        pipeline.build(task(tmp_path / "empty.txt", tmp_path / "none"), tmp_path / "build")
    assert trig(tmp_path / "build") == before


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(articles, stand_ins):
    stand_ins.setattr("kg.extract.read", broken_on("", AssertionError("it was read")))
    with pytest.raises(OutputError, match=r"oslo\.txt"):
        pipeline.build(task(articles), articles / "oslo.txt" / "build")


@pytest.mark.parametrize("name", ["graph.html", "graph.trig", "store"])
def test_somebody_elses_file_is_not_overwritten_and_that_is_told_before_anything_is_read(
    articles, stand_ins, tmp_path, name
):
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / name).write_text("<title>Opening hours</title>", encoding="utf-8")
    stand_ins.setattr("kg.extract.read", broken_on("", AssertionError("it was read")))
    with pytest.raises(OutputError, match=f"{name} is there already"):
        pipeline.build(task(articles), tmp_path / "build")
    assert (tmp_path / "build" / name).read_text(encoding="utf-8") == "<title>Opening hours</title>"


@given(st.lists(st.integers(1, 250_000), max_size=60), st.integers(1, 16))
def test_batches_hold_all_articles_in_order_and_none_too_many(lengths, most):
    given_articles = [Article("x" * length, f"{n}.txt") for n, length in enumerate(lengths)]
    made = list(workers.batches(given_articles, most))
    assert [article for batch in made for article in batch] == given_articles
    for batch in made:
        assert 1 <= len(batch) <= most
        assert len(batch) == 1 or sum(len(article.text) for article in batch) <= 100_000


@given(st.integers(0, 200), st.integers(1, 16), st.integers(1, 8))
def test_the_last_batches_are_small_where_several_share_them(number, most, shares):
    given_articles = [Article("x", f"{n}.txt") for n in range(number)]
    left = number
    for batch in workers.batches(given_articles, most, shares):
        assert len(batch) == max(1, min(most, left // shares))
        left -= len(batch)
    assert not left


@pytest.mark.usefixtures("stand_ins")
def test_the_garbage_collector_is_as_before_after_a_build(articles, tmp_path):
    before = gc.get_threshold()
    pipeline.build(task(articles), tmp_path / "build")
    assert gc.get_threshold() == before


def test_the_listener_hears_of_every_document(articles, stand_ins):
    heard: list[object] = []

    class Ear(Silence):
        def failed(self, failure: Failure) -> None:
            heard.append(failure.reason)

        def reading(self, documents: int, words: int) -> None:
            heard.append((documents, words > 0))

        def read(self, words: int) -> None:
            heard.append(words)

    (articles / "none.txt").write_text(" ", encoding="utf-8")
    stand_ins.setattr("kg.extract.read", broken_on("Peru", InputError("is odd", "x")))
    pipeline.read(task(articles), Ear())
    assert heard[:2] == ["is empty", (3, True)]
    assert sorted(map(str, heard[2:])) == sorted(["is odd", *(str(len(t.split())) for t in TEXTS.values())])


@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("folder", [None, "build"])
def test_the_python_interface_names_what_could_not_be_read(articles, folder):
    (articles / "none.txt").write_text(" ", encoding="utf-8")
    with kg.build(articles, output=folder and articles / folder) as graph:
        assert graph.failures == (Failure(str(articles / "none.txt"), "is empty"),)
        assert len(graph.query("documents")) == len(TEXTS)


# ------------------------------------------------------------------ with the model


@pytest.mark.model
def test_the_number_of_processes_and_the_order_of_files_do_not_change_a_byte(
    sample_articles, sample_build, tmp_path, monkeypatch
):
    for room in (documents, memory, writing):  # few documents as they are, several work on them
        monkeypatch.setattr(room, "_WORTH", 1)
    for room in (documents, writing):
        monkeypatch.setattr(room, "_TOGETHER", 2)
    files = sorted(sample_articles.glob("*.txt"), reverse=True)
    given = task(*files, crew=Crew(2), meta=sample_articles / "meta.csv")
    everything = replace(given.settings, share=config.Share(0))
    pipeline.build(replace(given, settings=everything), tmp_path / "build")
    assert trig(tmp_path / "build") == trig(sample_build)
    assert (tmp_path / "build/graph.html").read_bytes() == (sample_build / "graph.html").read_bytes()


@pytest.mark.model
def test_a_graph_that_grew_is_that_of_one_build_of_the_same_articles(sample_articles, sample_build, tmp_path):
    files = sorted(sample_articles.glob("*.txt"))
    meta = sample_articles / "meta.csv"
    (tmp_path / "lima.txt").write_text(TEXTS["lima.txt"], encoding="utf-8")
    pipeline.build(task(*files[5:], tmp_path / "lima.txt", meta=meta), tmp_path / "build")
    built = pipeline.build(task(*files[:6], meta=meta), tmp_path / "build")
    assert (built.read, built.counts.documents) == (5, len(files) + 1)
    pipeline.remove([str(tmp_path / "lima.txt")], tmp_path / "build")
    for name in ("graph.trig", "graph.html", "documents.json"):
        assert (tmp_path / "build" / name).read_bytes() == (sample_build / name).read_bytes()


@pytest.mark.model
def test_a_model_that_vanishes_between_two_builds_leaves_the_result_before(articles, stand_ins, tmp_path):
    pipeline.build(task(articles / "oslo.txt"), tmp_path / "build")
    before = trig(tmp_path / "build")
    stand_ins.undo()
    with pytest.raises(ModelError, match="no_such_model"):
        pipeline.build(task(articles, model="no_such_model"), tmp_path / "build")
    assert trig(tmp_path / "build") == before


@pytest.mark.model
def test_a_reading_does_not_depend_on_what_else_is_read(articles):
    together = pipeline.read(task(articles), Silence())
    for reading in together.readings:
        (alone,) = pipeline.read(task(Path(reading.article.source)), Silence()).readings
        assert alone == reading


@pytest.mark.model
def test_a_model_that_is_not_there_is_named_with_the_line_that_installs_it(articles, tmp_path):
    for jobs in (1, 2):
        with pytest.raises(ModelError, match="pip install"):
            pipeline.build(task(articles, model="no_such_model", crew=Crew(jobs)), tmp_path / "build")


@pytest.mark.usefixtures("stand_ins")
def test_without_the_learned_readers_libraries_the_rules_read_alone_and_it_is_said_once(
    articles, tmp_path, monkeypatch
):
    used = []
    monkeypatch.setattr(workers, "_reader", used.append)
    monkeypatch.setattr("kg.readers.missing_library", lambda: "onnxruntime")
    outcome = pipeline.build(task(articles), tmp_path / "build")
    told = [w for w in outcome.warnings if "onnxruntime" in w]
    assert told == ["onnxruntime is not installed, so the rules read alone: pip install onnxruntime"]
    assert set(used) == {"rules"}


@pytest.mark.usefixtures("stand_ins")
def test_the_rules_alone_ask_for_no_library(articles, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.readers.missing_library", lambda: "onnxruntime")
    outcome = pipeline.build(task(articles, reader="rules"), tmp_path / "build")
    assert not [w for w in outcome.warnings if "onnxruntime" in w]


@pytest.mark.parametrize(
    ("cores", "processes", "ahead"), [(2, 1, True), (1, 1, False), (2, 2, False), (4, 2, True)]
)
def test_the_learned_reader_runs_ahead_only_where_each_process_has_a_core_for_it(
    articles, monkeypatch, cores, processes, ahead
):
    class Hands:
        here, number = processes == 1, processes

        def map(self, _stage, means, _groups, _lost):
            yield (means.ahead,)

    monkeypatch.setattr(workers, "cores", lambda: cores)
    means = task(articles).means
    assert list(workers.results(Hands(), (), means)) == [ahead]
    assert replace(means, ahead=ahead) == means  # readings do not hang on it


def test_a_damaged_reader_ends_the_build_with_one_line(articles, tmp_path, stand_ins):
    def broken(_kind: str) -> None:
        raise ModelError("reader.onnx: not the file of this release")

    stand_ins.setattr(workers, "_reader", broken)
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        pipeline.build(task(articles), tmp_path / "build")
    assert not (tmp_path / "build" / "graph.trig").exists()


@pytest.mark.model
def test_a_text_is_read_alike_alone_and_among_others(articles):
    together = pipeline.read(task(articles), Silence()).readings
    alone = [pipeline.read(task(articles / name), Silence()).readings[0] for name in TEXTS]
    assert {r.article.sha256: r.positions for r in together} == {r.article.sha256: r.positions for r in alone}


@pytest.mark.model
def test_nothing_holds_the_model_when_what_reads_is_let_go(articles):
    pipeline.read(task(articles / "oslo.txt"), Silence())
    held = weakref.ref(workers.language(None))
    workers.let_go()
    assert held() is None
