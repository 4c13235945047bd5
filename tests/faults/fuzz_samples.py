"""Sound examples of what is read, which the fuzzing changes."""

from __future__ import annotations

TEXT = "Norway supports the common fishing agreement of all coastal states. Sweden opposes another package of sanctions.\n"
PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Pact &amp; fish</title>"
    f"<meta property='article:published_time' content='2025-03-04T08:00:00Z'></head><body><article><h1>Pact</h1>"
    f"<p>{TEXT}</p><p>{TEXT * 3}</p></article></body></html>"
)
RECORD = {"text": TEXT, "title": "Pact", "url": "https://news.example/a", "published": "2025-03-04", "id": 7}
_HTTP = (
    f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}"
)
WARC = (
    f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/b\r\nWARC-Date: 2025-03-04T08:00:00Z\r\n"
    f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(_HTTP)}\r\n\r\n{_HTTP}\r\n\r\n"
)
META = "file,published,outlet,url,title\na.txt,2025-03-04,Harbour Herald,https://news.example/a,Pact\n"
SHEET = """\
correction,position,document,words,holder,kind,polarity,by,on,note
missing position,,NORTH,all coastal states,Norway,,oppose,Eva Novak,2025-08-01,told
wrong polarity,POSITION,,,,,neutral,Eva Novak,,
"""
ACTORS = {
    "actor": [{"name": "Mira Tolland", "kind": "Person", "aliases": ["the Iron Duchess"], "surname": "Tolland"}],
    "alias": [{"name": "the Duchess", "actor": "Mira Tolland"}],
    "office": [{"person": "Mira Tolland", "title": "infrastructure minister", "of": "Slovakia", "from": "2023-10-25"}],
    "same-as": [{"name": "Mirah Tollend", "actor": "Mira Tolland", "in": ["a.txt"]}],
    "not-same-as": [{"name": "Mike Johnson", "actor": "mike-johnson"}],
}  # fmt: skip
SETTINGS = {
    "ingest": {"max_bytes": 1000000, "language": "en", "language_min_confidence": 0.9},
    "resolve": {"role_days": 30, "same_wording": 0.8, "europe_acts_through": "brussels"},
    "serve": {"workers": 2, "deadline_seconds": 5},
    "actors": ACTORS,
}
GOLD = {
    "documents": {"north.txt": "2025-01-02"},
    "actors": {"norway": {"names": ["Norway"]}},
    "positions": [
        {
            "document": "north.txt", "id": "P1", "holder": ["norway"], "span": [20, 46], "text": "common fishing agreement of",
            "polarity": ["support"], "modality": ["certain"], "condition": {"span": [1, 5], "text": "orwa"},
        }
    ],
    "events": [{"document": "north.txt", "id": "V1", "span": [3, 6], "types": ["CONSULT"], "optional": True}],
    "links": [],
}  # fmt: skip
LINE = {
    "doc": "a",
    "text": TEXT,
    "attributions": [{"source": [[0, 6]], "cue": [[7, 15]], "content": [[16, 30], [32, 40]]}],
    "other_annotators": [[]],
}
