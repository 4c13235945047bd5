"""A page in a real Chromium, with what a user can see and do."""

from __future__ import annotations

import itertools
import json
import shutil
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

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

    def take(self, button: str) -> str:
        """Take a file away by a button of the dialog that offers them; return its text."""
        self.js(
            "window.saved = null; const real = URL.createObjectURL;"
            "URL.createObjectURL = (b) => { URL.createObjectURL = real;"
            " b.text().then((t) => { window.saved = [b.type, t]; }); return real(b); }"
        )
        if not self.js("return document.getElementById('files').open"):
            self.find("#save")[0].click()
        self.find(button)[0].click()
        self.wait("return window.saved !== null")
        return str(self.js("return window.saved[1]"))

    def drawn(self) -> list[str]:
        """Return the identifiers of the nodes in the picture."""
        return list(self.js("return Object.keys(document.getElementById('graph').picture.boxes())"))

    def press(self, *keys: str) -> Page:
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415  # optional package

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        time.sleep(0.1)
        return self

    def tab(self) -> None:
        """Go to what the tab key reaches next."""
        for kind in ("rawKeyDown", "keyUp"):
            event = {"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
            self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", event)

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


def started(*, offline: bool = True) -> Any:
    """Start Chromium, with networking off unless it is to ask a server; skip the test where it is not installed."""
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
    if offline:
        nothing = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        made.execute_cdp_cmd("Network.emulateNetworkConditions", nothing)
    return made
