from __future__ import annotations

import pytest

from kg.annotate.datelines import dateline_end


@pytest.mark.parametrize(
    ("dateline", "report"),
    [
        ("LA PAZ, May 14 - ", "Bolivia on Friday"),
        ("OSLO — ", "The court"),
        ("MANILA, Philippines -- ", "The navy"),
        ("Kampala, Uganda (AFP) - ", "Police"),
        ("NEW DELHI, Jan 3 (Reuters) – ", "“We will pay,”"),
        ("The Hague — ", "The lower house voted the plan down."),
        ("GENEVA/OSLO, Dec. 2 - ", "Aid"),
    ],
)
def test_a_report_begins_behind_its_dateline(dateline, report):
    assert dateline_end(dateline + report, 0) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "Paris - the capital - slept.",
        "The EU - NATO pact",
        "OSLO voted.",
        "A man - Kim Lo - left.",
        "",
        "Peru — Chile's rival — won.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text):
    assert dateline_end(text, 0) is None
