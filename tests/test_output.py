from __future__ import annotations

import pytest

from kg import output
from kg.errors import OutputError


def test_a_folder_is_made_with_those_above_it_and_stays_empty(tmp_path):
    output.make_folder(tmp_path / "deep" / "build")
    output.make_folder(tmp_path / "deep" / "build")
    assert not list((tmp_path / "deep" / "build").iterdir())


@pytest.mark.parametrize(
    ("below", "why"),
    [("file", "file is a file; the output needs a folder"), ("file/build", "cannot be written: ")],
)
def test_a_folder_that_cannot_be_written_is_named(tmp_path, below, why):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=why):
        output.make_folder(tmp_path / below)


@pytest.mark.parametrize("content", [b"", b"<!-- made by us -->\n" + b"x" * 9000])
def test_an_empty_file_or_one_of_ours_may_be_replaced(tmp_path, content):
    (tmp_path / "page.html").write_bytes(content)
    output.refuse_foreign(tmp_path / "page.html", "made by us")
    output.refuse_foreign(tmp_path / "none.html", "made by us")


def test_what_is_not_ours_is_not_replaced(tmp_path):
    (tmp_path / "page.html").write_bytes(b"\xff" * 5000 + b"made by us")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "link.html").symlink_to("nowhere")
    for name in ("page.html", "folder.html", "link.html"):
        with pytest.raises(OutputError, match=f"{name} is there already and was not made by geostance"):
            output.refuse_foreign(tmp_path / name, "made by us")


def test_a_file_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "new" / "page.html"
    output.write_text(file, "one\r\n")
    output.write_text(file, "two\r\nø")
    assert file.read_bytes() == "two\r\nø".encode()
    assert [p.name for p in file.parent.iterdir()] == ["page.html"]
    assert file.stat().st_mode & 0o777 == 0o666 & ~output._umask()


def test_a_file_stays_as_it_was_when_the_new_text_cannot_be_written(tmp_path):
    file = tmp_path / "page.html"
    output.write_text(file, "one")
    with pytest.raises(UnicodeEncodeError):
        output.write_text(file, "half \ud83d")
    assert file.read_text(encoding="utf-8") == "one"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_is_not_taken_for_a_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder"):
        output.write_text(tmp_path, "one")
