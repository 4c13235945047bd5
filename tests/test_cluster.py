"""Reading on a Dask cluster of processes: the same readings, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kg import cluster, config, knowledge, pipeline, resolve, workers, writing
from kg.cluster import Cluster
from kg.crew import DASK, Crew
from kg.errors import WorkerError
from kg.hands import OWN
from kg.ingest import Failure
from kg.model import Article, Reading
from kg.resolve import documents, memory
from kg.resolve.alike import matters_elsewhere
from kg.resolve.events import events_elsewhere
from kg.resolve.links import links_elsewhere
from kg.workers import RULES, Means

distributed = pytest.importorskip("distributed", reason="dask is not installed")

pytestmark = [
    pytest.mark.model,
    # what distributed itself leaves open or warns of while workers die
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
EVERYTHING = config.Share(0)
"""Even of a few records all go elsewhere."""
TEXT = "Oslo signs\n\nNorway supports the treaty, Foreign Minister Kari Lund said on day {}. Iceland rejected it."


@pytest.fixture(scope="module")
def means() -> Means:
    return Means(config.load(), reader=RULES)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [Article(TEXT.format(n), f"{n}.txt", "Oslo signs", date(2025, 3, 4)) for n in range(40)]


@pytest.fixture(scope="module")
def wanted(articles: list[Article], means: Means) -> list[Reading | Failure]:
    return list(workers.results(OWN, articles, means))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers as processes of their own, as on a cluster."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    started = [subprocess.Popen([*dask, "--no-dashboard", "--scheduler-file", str(file)], **quiet)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file)]
    started.append(
        subprocess.Popen([*worker, "--nworkers", "2", "--nthreads", "2", "--no-dashboard"], **quiet)
    )
    try:
        with distributed.Client(scheduler_file=str(file), timeout="60s") as client:
            client.wait_for_workers(2, timeout=120)
            address = client.scheduler.address
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_a_build_on_a_cluster_gives_the_bytes_of_a_build_in_one_process(
    tmp_path, sample_articles, sample_build, monkeypatch
):
    for room in (documents, memory, writing):  # few documents as they are, they go there
        monkeypatch.setattr(room, "_WORTH", 1)
    settings = replace(config.load(), share=EVERYTHING)
    task = pipeline.Task((sample_articles,), settings, meta=sample_articles / "meta.csv", crew=Crew(2, DASK))
    pipeline.build(task, tmp_path / "build")
    for name in ("graph.trig", "graph.html"):
        assert (tmp_path / "build" / name).read_bytes() == (sample_build / name).read_bytes()


def test_a_worker_that_is_killed_loses_nothing(running, articles, means, wanted):
    with Cluster(1, running) as hands:
        results = workers.results(hands, articles, means)
        found = [next(results)]
        with distributed.Client(running) as client:
            pids = client.run(os.getpid)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        found += results
    assert found == wanted


def test_what_is_asked_for_twice_is_the_same(running, articles, means, wanted):
    with Cluster(1, running) as hands:
        assert list(workers.results(hands, articles, means)) == wanted
        assert list(workers.results(hands, articles[::-1], means)) == wanted[::-1]


def test_work_is_handed_out_before_it_is_asked_for_and_not_far_ahead(running, monkeypatch):
    begun = []
    monkeypatch.setattr(cluster, "_handed", lambda *told: begun.append(told[-1]))
    with Cluster(1, running) as hands:
        hands.map(documents.settled_elsewhere, None, range(100))
        assert begun == list(range(cluster._AHEAD * hands.number))


@pytest.mark.parametrize(
    "stage",
    [
        documents.settled_elsewhere,
        matters_elsewhere,
        events_elsewhere,
        links_elsewhere,
    ],
)
def test_a_worker_that_is_killed_while_it_is_resolved_loses_nothing(running, wanted, monkeypatch, stage):
    monkeypatch.setattr(documents, "_WORTH", 1)
    monkeypatch.setattr(documents, "_TOGETHER", 2)
    with Cluster(1, running) as hands:
        killing = _Killing(hands, running, stage)
        found = resolve.resolve(
            wanted, knowledge.load(), None, resolve.Memory(None, {}, killing, None, EVERYTHING)
        )
    assert killing.killed
    assert found == resolve.resolve(wanted, knowledge.load())


class _Killing:
    """A cluster of which one worker is killed after the first group of a stage is done."""

    here = False
    number = 2

    def __init__(self, hands: Cluster, scheduler: str, stage: object) -> None:
        self._hands, self._scheduler, self._stage = hands, scheduler, stage
        self.killed = 0

    def map(self, stage, common, groups, lost=None):
        results = self._hands.map(stage, common, groups, lost)
        if stage is self._stage:
            yield next(results)
            with distributed.Client(self._scheduler) as client:
                pids = client.run(os.getpid)
            self.killed = next(iter(pids.values()))
            os.kill(self.killed, signal.SIGKILL)
        yield from results


def test_an_article_that_ends_each_worker_is_named_and_the_others_go_on(monkeypatch, articles, means, wanted):
    """Each worker dies over one text; the cluster gives up on its batch, and the rest of the batch is read."""
    real = cluster._handed

    def handed(client, stage, means, batch):
        if any(article.source == "7.txt" for article in batch):
            key = f"fatal-{batch[0].source}-{len(batch)}"
            return client.submit(os._exit, 1, key=key)
        return real(client, stage, means, batch)

    monkeypatch.setattr(cluster, "_handed", handed)
    with Cluster(1) as hands:
        found = list(workers.results(hands, articles[:18], means))
    assert isinstance(found[7], Failure)
    assert found[7].source == "7.txt"
    assert [r for n, r in enumerate(found) if n != 7] == [r for n, r in enumerate(wanted[:18]) if n != 7]


def test_a_cluster_whose_processes_are_gone_is_told_in_one_line(monkeypatch, articles, means):
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    real = cluster._handed

    def handed(client, stage, means, batch):
        client.retire_workers()
        return real(client, stage, means, batch)

    monkeypatch.setattr(cluster, "_handed", handed)
    with pytest.raises(WorkerError, match="local processes cannot be reached or was lost"):
        one_article(articles, means, Cluster(1))


def test_a_scheduler_that_is_not_there_is_told_in_one_line(monkeypatch, articles, means):
    monkeypatch.setattr(cluster, "_CONNECT", "1s")
    with pytest.raises(WorkerError, match=r"127\.0\.0\.1:9 cannot be reached"):
        one_article(articles, means, Cluster(1, "tcp://127.0.0.1:9"))


def one_article(articles: list[Article], means: Means, of: Cluster) -> list[Reading | Failure]:
    with of as hands:
        return list(workers.results(hands, articles[:1], means))
