# a script beside the package, not part of it
"""The page against the stock page of pyvis for the same graph, in the same browser and the same run.

Needs Chromium with its driver and selenium (the extra `test`); networking is off, since the stock page asks
three hosts for files. Opening is counted in seconds from the address to the first picture; answers to a filter,
to a selection and to a search in milliseconds of the page's thread, so that other work on the machine does not count.

    python benchmarks/page.py            # about five minutes
    python benchmarks/page.py --limit 20 # seconds that the stock page is waited for
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from large_view import view
from pyvis.network import Network

from kg.draw.html import StanceNetwork
from kg.draw.picture import edges_of, picture_of

SIZES = (1_000, 10_000)
"""Numbers of positions."""
VIEWS = ("graph", "matrix", "timeline", "compare")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,900")
OWN_READY = "return document.body?.dataset.ready === '1'"
STOCK_READY = (
    "const bar = document.getElementById('loadingBar');"
    "return typeof network !== 'undefined' && (!bar || bar.style.display === 'none' || bar.style.opacity === '0')"
)
FILTER = "const b = document.querySelector('#filters input[name=polarity]'); for (let i = 0; i < 10; i += 1) { b.click(); document.body.offsetHeight; } return 10"
SELECT = (
    "const ids = ['actor/p0', 'actor/p1', 'proposition/m0', 'actor/p2', 'proposition/m1', ''];"
    "for (const id of ids) { history.replaceState(null, '', `#view=${arguments[0]}&selected=${encodeURIComponent(id)}`);"
    " dispatchEvent(new Event('hashchange')); document.body.offsetHeight; } return ids.length"
)
SEARCH = (
    "const f = document.getElementById('search'); const words = ['c', 'canal', 'minister', 'nothing else agreed'];"
    "for (const w of words) { f.value = w; f.dispatchEvent(new Event('input')); document.body.offsetHeight; } return words.length"
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=float, default=120, help="seconds that a stock page is waited for")
    limit = parser.parse_args().limit
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            _one(size, Path(folder), limit)


def _one(size: int, folder: Path, limit: float) -> None:
    """Measure both pages of a graph."""
    whole = view(size)
    bare = replace(whole, articles=tuple(replace(a, text=None) for a in whole.articles))
    pages = {
        name: StanceNetwork(v, picture_of(v)).generate_html() for name, v in (("own", whole), ("bare", bare))
    }
    own, stock = folder / "own.html", folder / "stock.html"
    own.write_text(pages["own"], encoding="utf-8")
    stock.write_text(_stock(whole), encoding="utf-8")
    texts = sum(len((a.text or "").encode()) for a in whole.articles)
    print(f"{size:,} positions, {len(edges_of(whole)):,} lines")
    print(
        f"  file: {len(pages['own'].encode()):,} bytes, of them {texts:,} of texts; {len(pages['bare'].encode()):,} without"
    )
    opened = median(_opened(own, OWN_READY, limit) or limit for _ in range(3))
    print(f"  opens in {opened:.2f} s")
    for name in VIEWS:
        costs = [
            f"{what} {_cost(own, name, code):.0f} ms"
            for what, code in (("filter", FILTER), ("selection", SELECT), ("search", SEARCH))
        ]
        print(f"  {name}: {', '.join(costs)}")
    waited = _opened(stock, STOCK_READY, limit)
    told = (
        f"nothing within {limit:.0f} s, more than {limit / opened:.0f}"
        if waited is None
        else f"{waited:.1f} s, {waited / opened:.0f}"
    )
    print(f"  the stock page: {told} times as long", flush=True)


def _stock(whole: Any) -> str:
    """Return the page that pyvis makes of the same nodes and lines by itself."""
    network = Network(directed=True, cdn_resources="in_line")
    names = {x.id: x.label for group in (whole.actors, whole.propositions, whole.events) for x in group}
    network.nodes = [
        {"id": n, "label": label, "shape": "dot"} for n, label in names.items()
    ]  # add_node is slow
    network.node_ids = list(names)
    network.edges = [{"from": e.source, "to": e.to, "arrows": "to"} for e in edges_of(whole)]
    return str(network.generate_html())


def _browser(load: str = "normal") -> Any:
    """Start Chromium with networking off; `load` says how long the driver waits for an address."""
    from selenium import webdriver  # noqa: PLC0415  # optional package

    options = webdriver.ChromeOptions()
    options.page_load_strategy = load
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_page_load_timeout(600)
    driver.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    return driver


def _opened(path: Path, ready: str, limit: float) -> float | None:
    """Return the seconds until a page shows its picture, None where it does not within `limit`."""
    from selenium.common.exceptions import TimeoutException  # noqa: PLC0415  # optional package

    driver = _browser("none")
    try:
        driver.set_script_timeout(5)
        driver.get(path.as_uri())
        begin = time.monotonic()
        while time.monotonic() - begin < limit:
            try:
                if driver.execute_script(ready):
                    return time.monotonic() - begin
            except TimeoutException:
                continue  # the page is too busy to answer
            time.sleep(0.02)
    finally:
        driver.quit()
    return None


def _cost(path: Path, name: str, code: str) -> float:
    """Return the milliseconds that the page's thread works for one answer, in the mean."""
    driver = _browser()
    try:
        driver.get(f"{path.as_uri()}#view={name}")
        while not driver.execute_script(OWN_READY):
            time.sleep(0.05)
        time.sleep(1.5)
        driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        begin = _ticks(driver)
        number = driver.execute_script(code, name)
        return 1000 * (_ticks(driver) - begin) / number
    finally:
        driver.quit()


def _ticks(driver: Any) -> float:
    found = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return float(next(m["value"] for m in found if m["name"] == "ThreadTime"))


if __name__ == "__main__":
    main()
