"""The page in a real Chromium, opened from disk with networking off."""

from __future__ import annotations

import csv
import io
import itertools
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
from dossier_maker import ONE, ROWS, THREE, Maker, dossier

from kg.draw import draw, frame

pytestmark = pytest.mark.browser

DRIVERS = ("chromedriver", "/usr/lib/chromium/chromedriver")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,860", "--lang=en")


class Page:
    """A page in the browser, with what a user can see and do."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, fragment: str = "") -> Page:
        """Open a file as if for the first time and wait until it is drawn; return itself."""
        self.driver.get("about:blank")
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.driver.get(path.as_uri() + ("#" + fragment if fragment else ""))
        return self.wait("return document.body.dataset.ready === '1'")

    def wait(self, condition: str, seconds: float = 8.0) -> Page:
        end = time.monotonic() + seconds
        while not self.js(condition):
            assert time.monotonic() < end, f"not within {seconds} s: {condition}"
            time.sleep(0.03)
        return self

    def js(self, code: str, *values: Any) -> Any:
        return self.driver.execute_script(code, *values)

    def go(self, fragment: str) -> Page:
        """Go to an address within the page."""
        self.js("location.hash = arguments[0]; return null", fragment)
        time.sleep(0.12)
        return self

    def select(self, ident: str) -> Page:
        return self.go("selected=" + quote(ident, safe=""))

    def find(self, css: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", css))

    def text(self, css: str) -> str:
        return str(self.js("return document.querySelector(arguments[0]).innerText", css))

    def texts(self, css: str) -> list[str]:
        return list(
            self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css)
        )

    def click_on_canvas(self, ident: str, times: int = 1) -> Page:
        """Click with the mouse where a node or the middle of a line stands."""
        at = self.js("return document.getElementById('graph').picture.where(arguments[0])", ident)
        assert at, f"{ident} is not drawn"
        box = self.js("return document.getElementById('graph').getBoundingClientRect().toJSON()")
        place = {"x": box["x"] + at["x"], "y": box["y"] + at["y"], "button": "left"}
        for count, kind in itertools.product(range(1, times + 1), ("mousePressed", "mouseReleased")):
            event = {"type": kind, "clickCount": count, **place}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
        time.sleep(0.1)
        return self

    def press(self, *keys: str) -> Page:
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415  # optional package

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        time.sleep(0.1)
        return self

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def complaints(self) -> list[str]:
        """Return what the console holds: errors, warnings, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Return every address asked for since `open`, data and blobs in memory apart."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith(("data:", "blob:", "about:"))]


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    found = next((p for p in map(shutil.which, DRIVERS) if p), None)
    browser = next((p for p in map(shutil.which, BROWSERS) if p), None)
    if not found or not browser:
        pytest.skip("Chromium and its driver are not installed (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(found))
    made.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    made.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    yield made
    made.quit()


@pytest.fixture
def page(driver: Any) -> Page:
    made = Page(driver)
    made.size(1440, 860)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    return made


@pytest.fixture(scope="session")
def file(store: pyoxigraph.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    draw(store, path)
    return path


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 40 holders, half of them with long matters of their own, half sharing a few."""
    maker = dossier()
    text = "Every delegate spoke."
    maker.article("eeee000000000001", text, "Fjord Herald", "2025-01-02")
    for number in range(40):
        about = f"own{number}" if number % 2 else f"own{number // 10}"
        maker.say(f'<actor/h{number}> a gs:Person ; rdfs:label "Delegate Number {number} of the Assembly" .')
        label = f"The assembly of the river states adopts clause {number} of the draft on shared reservoirs"
        maker.say(f'<proposition/own{number}> a gs:Proposition ; skos:prefLabel "{label}" .')
        maker.position(replace(ROWS[0], name=f"w{number}", article="eeee000000000001", holder=f"h{number}", about=about, sentence=text, content=("spoke",), cue="", chain=()))  # fmt: skip
    path = tmp_path_factory.mktemp("crowded") / "graph.html"
    draw(maker.store(), path)
    return path


Open = Callable[..., Page]


@pytest.fixture
def shown(page: Page, file: Path) -> Page:
    return page.open(file)


# ------------------------------------------------------------------ opening


def test_it_opens_from_disk_without_network_requests_or_complaints(page: Page, file: Path) -> None:
    page.open(file)
    for fragment in (
        "view=matrix",
        "selected=actor%2Fbadr-abdelatty",
        "theme=dark&focus=1&selected=actor%2Fabiy-ahmed",
    ):
        page.go(fragment)
    assert page.requests() == [file.as_uri()]
    assert page.complaints() == []


def test_the_request_log_would_show_a_request(page: Page, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<body data-ready=1><img src='https://example.org/x.png'>", encoding="utf-8")
    page.open(other).wait("return document.images[0].complete")
    assert "https://example.org/x.png" in page.requests()


def test_it_is_ready_within_two_seconds(page: Page, file: Path) -> None:
    begin = time.monotonic()
    page.open(file)
    assert time.monotonic() - begin < 2


def test_the_picture_has_ink_on_it(shown: Page) -> None:
    colours = shown.js(
        "const c = document.querySelector('#graph canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const s = new Set();"
        "for (let i = 0; i < d.length; i += 404) s.add(d.slice(i, i + 4).join()); return s.size"
    )
    assert colours > 10


def test_no_labels_overlap_at_the_opening_zoom(shown: Page) -> None:
    boxes = shown.js("return document.getElementById('graph').picture.boxes()")
    assert len(boxes) > 15
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        apart = (
            a["right"] <= b["left"]
            or b["right"] <= a["left"]
            or a["bottom"] <= b["top"]
            or b["bottom"] <= a["top"]
        )
        assert apart, (one, other)


WINDOWS = [(1920, 1080), (1400, 900), (1100, 700), (900, 600), (400, 800)]


def cut_off(page: Page) -> list[Any]:
    """Return the drawn nodes that stick out of the canvas, or of what of it is to be seen."""
    return list(
        page.js(
            "const g = document.getElementById('graph'), r = g.getBoundingClientRect();"
            "const wide = Math.min(r.right, innerWidth) - r.left, high = Math.min(r.bottom, innerHeight) - r.top;"
            "return g.picture.onScreen().filter((b) => b.left < 0 || b.top < 0 || b.right > wide || b.bottom > high)"
        )
    )


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_all_that_is_drawn_at_first_lies_inside_the_canvas_and_can_be_read(
    page: Page, crowded: Path, width: int, height: int
) -> None:
    page.size(width, height)
    page.open(crowded)
    time.sleep(0.3)
    assert len(page.js("return document.getElementById('graph').picture.onScreen()")) >= 6
    assert cut_off(page) == []
    sizes = page.js("const p = document.getElementById('graph').picture; return [p.scale(), p.least()]")
    assert sizes[0] >= sizes[1]


def test_a_larger_window_shows_more_and_the_buttons_step(page: Page, crowded: Path) -> None:
    count = "return document.getElementById('graph').picture.onScreen().length"
    page.size(1100, 700)
    small = page.open(crowded).js(count)
    page.size(1920, 1080)
    page.wait(f"{count} > {small}".replace("return", "return (").replace(" >", ") >"))
    page.size(1100, 700)
    page.wait(f"return document.getElementById('graph').picture.onScreen().length === {small}")
    page.find("#more")[0].click()
    assert page.js(count) > small
    assert cut_off(page) == []
    assert page.text("#notice").startswith(f"Showing the {page.js(count)} strongest of")
    page.find("#fewer")[0].click()
    assert page.js(count) == small


def test_events_can_be_switched_off(shown: Page) -> None:
    drawn = "return Object.keys(document.getElementById('graph').picture.boxes())"
    assert "event/meeting" in shown.js(drawn)
    shown.find("#filters input[name=kind][value=Event]")[0].click()
    assert not [name for name in shown.js(drawn) if name.startswith("event/")]
    assert "proposition/inaugurate-dam" in shown.js(drawn)


# ------------------------------------------------------------------ evidence


def test_a_click_on_a_line_shows_the_sentence_with_the_exact_words_marked(shown: Page) -> None:
    shown.click_on_canvas("actor/massad-boulos|proposition/mediate|support|asserted")
    (row,) = (r for r in ROWS if r.name == "p08")
    assert shown.texts("#panel .card blockquote") == [row.sentence]
    assert "".join(shown.texts("#panel .card mark")) == row.content[0]


def test_a_click_on_an_actor_groups_its_positions_by_side(shown: Page) -> None:
    shown.click_on_canvas("actor/badr-abdelatty")
    assert shown.text("#panel h2") == "Badr Abdelatty"
    sides = {side: len(shown.find(f"#panel .group.{side} .card")) for side in ("support", "oppose")}
    assert sides == {"support": 4, "oppose": 2}


def test_a_click_on_a_symbol_that_the_page_paints_itself_selects_it(shown: Page) -> None:
    shown.click_on_canvas("actor/african-union")
    assert shown.text("#panel h2") == "African Union"


def test_a_second_click_focuses(shown: Page) -> None:
    shown.click_on_canvas("actor/massad-boulos", times=2)
    shown.wait("return location.hash.includes('focus=1')")


def test_a_click_on_a_proposition_shows_who_stands_where(shown: Page) -> None:
    shown.click_on_canvas("proposition/inaugurate-dam")
    holders = {
        side: set(shown.texts(f"#panel .group.{side} .card .holder")) for side in ("support", "oppose")
    }
    assert holders == {
        "support": {"Abiy Ahmed", "Badr Abdelatty"},
        "oppose": {"Badr Abdelatty", "Ministry of Irrigation of Sudan"},
    }
    assert "reversal" in shown.text("#panel .links")


def test_a_click_on_nothing_goes_back_to_the_overview(shown: Page) -> None:
    shown.click_on_canvas("actor/badr-abdelatty")
    box = shown.js("return document.getElementById('graph').getBoundingClientRect().toJSON()")
    for kind in ("mousePressed", "mouseReleased"):
        place = {"x": box["x"] + 4, "y": box["y"] + 4, "button": "left", "clickCount": 1}
        shown.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **place})
    shown.wait("return document.querySelector('#panel h2').textContent === 'Overview'")


def test_a_card_tells_condition_chain_date_outlet_and_rule(shown: Page) -> None:
    shown.select(f"doc/{THREE}#position-p11")
    words = shown.text("#panel .card")
    for part in ("ENA", "reporters", "told reporters", "Levant Courier", "0.66", "undated"):
        assert part in words
    shown.select(f"doc/{ONE}#position-p04")
    assert shown.texts("#panel .card .condition") == ["if the next round of talks collapses"]
    assert shown.texts("#panel .card .cue") == ["warned"]
    shown.select(f"doc/{ONE}#position-p01")
    assert "3 July 2025 · worked out from the text" in shown.text("#panel .card")
    assert "by-hand" in shown.texts("#panel .card details")[0]


def test_show_in_article_opens_the_text_at_the_place(shown: Page) -> None:
    shown.select(f"doc/{ONE}#position-p03").find("#panel .card .actions button")[0].click()
    assert shown.js("return document.getElementById('article').open")
    assert "".join(shown.texts("#article .here")) == next(r.sentence for r in ROWS if r.name == "p03")
    assert len(shown.find("#article mark")) == sum(r.article == ONE for r in ROWS)
    assert shown.js(
        "const b = document.querySelector('#article .here').getBoundingClientRect();"
        "return b.top > 0 && b.bottom < innerHeight"
    )


def test_marks_are_exact_behind_a_character_that_takes_two_units(shown: Page) -> None:
    shown.select("actor/massad-boulos").find("#panel .card .actions button")[0].click()
    assert "Washington was ready to mediate" in shown.texts("#article mark")
    assert "cut aid to Addis Ababa" in shown.texts("#article mark")


# ------------------------------------------------------------------ finding one's way


def test_the_matrix_is_a_table_that_says_all_without_colour(shown: Page) -> None:
    shown.go("view=matrix")
    assert len(shown.find("#matrix tbody th[scope=row]")) == 6
    assert len(shown.find("#matrix thead th[scope=col]")) == len({r.about for r in ROWS if r.about})
    labels = [b.get_attribute("aria-label") for b in shown.find("#matrix tbody td button")]
    assert "Abiy Ahmed supports (asserted): Ethiopia inaugurates the Nile dam" in labels
    framed = shown.texts("#matrix thead th.clash")
    assert framed == ["Ethiopia inaugurates the Nile dam", "A summit is held under the African Union"]
    signs = dict(zip(labels, shown.texts("#matrix tbody td button"), strict=True))
    assert signs["William Ruto supports (hedged): A binding water treaty is signed"] == "△"


def test_a_sign_in_the_matrix_opens_its_positions(shown: Page) -> None:
    shown.go("view=matrix").find("#matrix tbody td button")[0].click()
    assert shown.find("#panel .card")
    assert shown.find("#matrix button[aria-pressed=true]")


def test_filters_take_positions_and_lines_away_and_reset_brings_them_back(shown: Page) -> None:
    line = "actor/massad-boulos|proposition/cut-aid|oppose|asserted"
    where = "return document.getElementById('graph').picture.where(arguments[0]) !== null"
    shown.find("#filters input[name=polarity][value=oppose]")[0].click()
    assert shown.text("#count").startswith("9 of 16")
    assert not shown.js(where, line)
    assert "hide-polarity=oppose" in shown.js("return location.hash")
    shown.find("#reset")[0].click()
    assert shown.text("#count").startswith("16 positions")
    assert shown.js(where, line)


def test_dates_and_outlets_filter_too(shown: Page) -> None:
    shown.go("since=2025-08-01")
    assert shown.text("#count").startswith("5 of 16")
    shown.go("hide-outlet=" + quote("Levant%20Courier"))
    assert shown.text("#count").startswith("11 of 16")


def test_search_finds_names_and_words_and_enter_opens(shown: Page) -> None:
    shown.press("/", *"wash ready")
    assert shown.js("return document.activeElement.id") == "search"
    assert any("Washington was ready" in found for found in shown.texts("#results [role=option]"))
    shown.press("\ue007")
    assert "One position" in shown.text("#panel h2")
    shown.press("/", *"egypt", "\ue015")
    assert len(shown.find("#results [aria-selected=true]")) == 1


def test_the_keyboard_reaches_everything(shown: Page) -> None:
    shown.js("document.getElementById('graph').focus()")
    shown.press("\ue014")
    first = shown.text("#panel h2")
    assert first != "Overview"
    for arrow in ("\ue014", "\ue012", "\ue013", "\ue015"):
        shown.press(arrow)
    assert shown.js("return location.hash").startswith("#selected=")
    shown.press("f")
    assert "focus=1" in shown.js("return location.hash")
    shown.press("m")
    assert shown.find("#matrix table")
    shown.press("g", "\ue00c")
    assert shown.text("#panel h2") == "Overview"
    shown.press("?")
    assert shown.js("return document.getElementById('keys').open")


def test_focus_shows_the_neighbourhood_alone(shown: Page) -> None:
    shown.go("focus=1&selected=" + quote("actor/massad-boulos", safe=""))
    drawn = shown.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert set(drawn) == {"actor/massad-boulos", "proposition/mediate", "proposition/cut-aid"}


def test_a_page_drawn_with_a_focus_opens_there_and_the_address_still_wins(
    page: Page, store: pyoxigraph.Store, tmp_path: Path
) -> None:
    path = tmp_path / "focus.html"
    draw(store, path, focus="boulos")
    page.open(path)
    assert page.text("#panel h2") == "Massad Boulos"
    drawn = page.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert "actor/massad-boulos" in drawn
    assert "actor/william-ruto" not in drawn
    page.open(path, "selected=actor%2Fegypt")
    assert page.text("#panel h2") == "Egypt"


def test_the_address_brings_a_state_back(page: Page, file: Path) -> None:
    page.open(
        file,
        "view=matrix&theme=dark&hide-manner=hedged&selected=" + quote("proposition/sign-treaty", safe=""),
    )
    assert page.js("return document.documentElement.dataset.theme") == "dark"
    assert not page.find("#filters input[name=manner][value=hedged]")[0].is_selected()
    assert page.text("#panel h2") == "A binding water treaty is signed"


@pytest.mark.parametrize(
    "fragment", ["selected=nobody", "selected=%E0%A4%A", "hide-outlet=%", "view=x&focus=1", "since=never"]
)
def test_a_broken_address_still_opens(page: Page, file: Path, fragment: str) -> None:
    page.open(file, fragment)
    assert page.text("#panel h2") == "Overview"
    assert page.complaints() == []


# ------------------------------------------------------------------ looks


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_it_follows_the_system_and_the_button_turns_it(page: Page, file: Path, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    page.open(file)
    ground = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"
    assert (page.js(ground) < 60) == (scheme == "dark")
    page.find("#theme")[0].click()
    assert (page.js(ground) < 60) == (scheme == "light")


def test_on_paper_it_is_light_and_nothing_is_cut_off(page: Page, file: Path) -> None:
    page.open(file, "theme=dark&view=matrix")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    page.size(794, 1123)
    page.wait("return document.documentElement.dataset.theme === 'light'")
    assert page.js("return document.documentElement.scrollWidth") <= 794
    end, begin = page.js(
        "const box = (css) => document.querySelector(css).getBoundingClientRect();"
        "return [box('#matrix table').bottom, box('#panel').top]"
    )
    assert end <= begin
    for css in ("#filters", "#search", ".tools", "#zoom", "#sort"):
        assert not any(found.is_displayed() for found in page.find(css))
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})
    page.wait("return document.documentElement.dataset.theme === 'dark'")


def test_nothing_moves_by_itself_where_less_motion_is_wanted(page: Page, file: Path) -> None:
    wanted = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
    page.open(file).go("view=matrix")
    assert page.js("return document.getAnimations().length") == 0
    moving = page.js(
        "return [...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
        "return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'"
        " || s.scrollBehavior === 'smooth'; }).length"
    )
    assert moving == 0


def test_at_400_pixels_nothing_sticks_out_and_the_panel_follows_a_tap(page: Page, file: Path) -> None:
    page.size(400, 800)
    page.open(file)
    for fragment in ("view=graph", "view=matrix", "selected=actor%2Fabiy-ahmed"):
        page.go(fragment)
        assert page.js("return document.documentElement.scrollWidth") <= 400
    assert not page.find("#filters")[0].is_displayed()
    page.find("#filter-toggle")[0].click()
    assert page.find("#filters")[0].is_displayed()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_text_has_enough_contrast(page: Page, file: Path, theme: str) -> None:
    page.open(file, f"theme={theme}&selected=" + quote("proposition/inaugurate-dam", safe=""))
    script = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
    weak = page.js(script)
    assert weak == []


# ------------------------------------------------------------------ hostile texts

PWN = "window.PWNED = 1"
EVIL = (
    f"</script><script>{PWN}</script>",
    f"\"'><img src=x onerror='{PWN}'>",
    f"<svg onload='{PWN}'> href {{{{ 7*7 }}}} {{% raw %}}",
    f"javascript:{PWN}//",
    "\u202egnp.exe \u2066 =HYPERLINK(1) \u200f",
)


def hostile() -> Maker:
    maker = dossier()
    text = "\n".join(EVIL) + "\nThe envoy " + " ".join(EVIL) + " refused.\n"
    maker.article("cccc000000000001", text, EVIL[1], "2025-03-01", f"javascript:{PWN}")
    for number, evil in enumerate(EVIL):
        label = json.dumps(evil)
        kind = ("Person", "State", "Organisation", "MediaOutlet", "Group")[number]
        maker.say(
            f"<actor/evil{number}> a gs:{kind} ; rdfs:label {label} ; skos:altLabel {label} ; gs:isoCode {label} ."
        )
        maker.say(
            f"<proposition/evil{number}> a gs:Proposition ; skos:prefLabel {label} ; skos:altLabel {label} ."
        )
        maker.say(
            f"<event/evil{number}> a gs:Event ; rdfs:label {label} ; gs:participant <actor/evil{number}>, <actor/evil{(number + 1) % 5}> ."
        )
        row = replace(
            ROWS[0],
            name=f"evil{number}",
            article="cccc000000000001",
            holder=f"evil{number}",
            about=f"evil{number}",
            sentence=evil,
            content=(evil,),
            cue="",
            chain=(),
        )
        maker.position(row)
        maker.say(f"<doc/cccc000000000001#position-evil{number}> gs:rule {label} ; gs:derivation {label} .")
    maker.say('<actor/formula> a gs:Person ; rdfs:label "=SUM(A1:A9)" .')
    maker.position(replace(ROWS[0], name="formula", holder="formula"))
    return maker


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trap") / "graph.html"
    draw(hostile().store(), path, title=EVIL[0], max_nodes=300)
    return path


def test_hostile_texts_run_nothing_anywhere(page: Page, trap: Path) -> None:
    page.open(trap)
    names = page.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert sum("evil" in name for name in names) == 15
    evil = [name for name in names if "evil" in name]
    for name in [*evil, *(f"doc/cccc000000000001#position-evil{n}" for n in range(5))]:
        page.select(name)
    page.find("#panel .card .actions button")[0].click()
    assert "onerror" in page.text("#article .article-text")
    page.press("\ue00c").go("view=matrix").press("/", *"script")
    assert page.find("#results [role=option]")
    page.press("\ue00c").js("for (const b of document.querySelectorAll('summary, #help')) b.click()")
    assert page.js("return window.PWNED === undefined")
    assert page.js("return [document.images.length, document.scripts.length]") == [0, 3]
    assert not [a for a in page.find("a") if not (a.get_attribute("href") or "").startswith("http")]
    assert page.complaints() == []
    assert page.requests() == [trap.as_uri()]


def test_hovering_hostile_nodes_runs_nothing(page: Page, trap: Path) -> None:
    page.open(trap)
    box = page.js("return document.getElementById('graph').getBoundingClientRect().toJSON()")
    for number in range(5):
        at = page.js(
            "return document.getElementById('graph').picture.where(arguments[0])", f"actor/evil{number}"
        )
        place = {"type": "mouseMoved", "x": box["x"] + at["x"], "y": box["y"] + at["y"]}
        page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", place)
        time.sleep(0.35)
    assert page.js("return window.PWNED === undefined && document.images.length === 0")


def test_hostile_texts_are_shown_as_they_are_but_for_what_deceives(page: Page, trap: Path) -> None:
    page.open(trap).select("proposition/evil0")
    assert page.text("#panel h2") == EVIL[0]
    assert page.driver.title == EVIL[0]
    page.select("proposition/evil4")
    assert "\u202e" not in page.text("#panel")
    assert "\ufffdgnp.exe" in page.text("#panel h2")


def test_the_table_to_take_away_cannot_run_as_a_formula(page: Page, trap: Path) -> None:
    page.open(trap).js(
        "window.saved = ''; const real = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { b.text().then((t) => { window.saved = t; }); return real(b); }"
    )
    page.find("#save-csv")[0].click()
    page.wait("return window.saved.length > 0")
    table = list(csv.DictReader(io.StringIO(page.js("return window.saved").lstrip("\ufeff"))))
    assert len(table) == len(ROWS) + len(EVIL) + 1
    assert {"'=SUM(A1:A9)", "Badr Abdelatty"} <= {line["holder"] for line in table}
    assert not [value for line in table for value in line.values() if value[:1] in "=+-@" and value]


def test_the_picture_can_be_taken_away(shown: Page) -> None:
    shown.js(
        "window.saved = null; const real = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { window.saved = [b.type, b.size]; return real(b); }"
    )
    shown.find("#save-png")[0].click()
    shown.wait("return window.saved !== null")
    kind, size = shown.js("return window.saved")
    assert kind == "image/png"
    assert size > 10_000


def test_the_policy_stops_a_script_that_gets_in_anyway(page: Page, file: Path) -> None:
    page.open(file)
    page.js(
        "const s = document.createElement('script'); s.textContent = 'window.PWNED = 1'; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.PWNED = 1\">')"
    )
    time.sleep(0.2)
    assert page.js("return window.PWNED === undefined")
    assert any("Content Security Policy" in message for message in page.complaints())


# ------------------------------------------------------------------ notebooks, large graphs


def test_it_works_in_the_sandboxed_frame_of_a_notebook(page: Page, file: Path, tmp_path: Path) -> None:
    outer = tmp_path / "notebook.html"
    body = frame(file.read_text(encoding="utf-8"), 700)
    outer.write_text(f"<!DOCTYPE html><meta charset=utf-8><body data-ready=1>{body}", encoding="utf-8")
    page.open(outer)
    page.driver.switch_to.frame(0)
    page.wait("return document.body && document.body.dataset.ready === '1'")
    page.js("document.getElementById('to-matrix').click()")
    assert page.find("#matrix table")
    page.driver.switch_to.default_content()
    assert page.complaints() == []


def test_a_large_graph_says_what_it_leaves_out_and_search_and_focus_still_find_it(
    page: Page, tmp_path: Path
) -> None:
    maker = Maker()
    names = [f"Deputy {number}" for number in range(150)]
    maker.article(
        "dddd000000000001",
        "\n".join(f"{n} backs clause {i}." for i, n in enumerate(names)),
        "Fjord Herald",
        "2025-01-02",
    )
    for number, name in enumerate(names):
        maker.say(f'<actor/d{number}> a gs:Person ; rdfs:label "{name}" .')
        maker.say(f'<proposition/c{number}> a gs:Proposition ; skos:prefLabel "Clause {number} is adopted" .')
        for about in (number, number // 7):
            maker.position(replace(ROWS[0], name=f"l{number}-{about}", article="dddd000000000001", holder=f"d{number}", about=f"c{about}", sentence=f"{name} backs clause {number}.", content=(f"clause {number}.",), cue="", chain=()))  # fmt: skip
    path = tmp_path / "large.html"
    draw(maker.store(), path, max_nodes=40)
    page.open(path)
    assert "Showing the 40 strongest of 300" in page.text("#notice")
    assert len(page.js("return Object.keys(document.getElementById('graph').picture.boxes())")) == 40
    page.press("/", *"deputy 149", "\ue007")
    assert page.text("#panel h2") == "Deputy 149"
    page.press("f")
    drawn = page.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert set(drawn) == {"actor/d149", "proposition/c149", "proposition/c21"}


@pytest.fixture(scope="module")
def vast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 10,000 positions of 600 holders on 1,500 matters."""
    maker = Maker()
    for number in range(20):
        text = "\n".join(f"Delegate {place} spoke of clause {place}." for place in range(500))
        maker.article(f"ffff{number:012d}", text, f"Outlet {number % 7}", f"2025-02-{number + 1:02d}")
    for number in range(600):
        maker.say(f'<actor/v{number}> a gs:Person ; rdfs:label "Delegate Number {number}" .')
    for number in range(1500):
        maker.say(f'<proposition/v{number}> a gs:Proposition ; skos:prefLabel "Clause {number} is adopted" .')
    for number in range(10_000):
        place, side = number % 500, ("support", "oppose", "neutral")[number % 3]
        maker.position(replace(ROWS[0], name=f"v{number}", article=f"ffff{number // 500:012d}", holder=f"v{number * 7 % 600}", about=f"v{number * 13 % 1500}", polarity=side, sentence=f"Delegate {place} spoke of clause {place}.", content=(f"clause {place}.",), cue="", chain=(), date=None))  # fmt: skip
    path = tmp_path_factory.mktemp("vast") / "graph.html"
    draw(maker.store(), path)
    return path


def test_ten_thousand_positions_open_within_three_seconds(page: Page, vast: Path) -> None:
    begin = time.monotonic()
    page.open(vast)
    assert time.monotonic() - begin < 3
    assert page.text("#count").startswith("10,000 positions")


@pytest.mark.parametrize("view", ["graph", "matrix"])
def test_a_filter_answers_within_a_tenth_of_a_second_on_ten_thousand_positions(
    page: Page, vast: Path, view: str
) -> None:
    page.open(vast, f"view={view}")
    times = page.js(
        "const box = document.querySelector('#filters input[name=polarity]'), times = [];"
        "for (let i = 0; i < 6; i += 1) {"
        "  const begin = performance.now(); box.click(); document.body.offsetHeight;"
        "  times.push(performance.now() - begin); } return times"
    )
    assert min(times) < 100  # the best of some, since other work on the machine is not the page's
    assert page.text("#count").startswith("10,000")
