from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

import kg
from kg.cli import app
from kg.ledger import Documents

NORWAY = "Norway's prime minister rejected the fishing agreement with Iceland on Monday.\n"
PERU = "Peru may recall its ambassador from Bolivia if the talks in La Paz fail.\n"
COMMANDS = [
    "build",
    "remove",
    "merge",
    "diff",
    "doctor",
    "query",
    "ask",
    "export",
    "import",
    "draw",
    "serve",
    "validate",
    "explain",
    "evaluate",
    "info",
]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "norway.txt").write_text(NORWAY, encoding="utf-8")
    (tmp_path / "peru.txt").write_text(PERU, encoding="utf-8")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.fixture
def built(stand_ins) -> Path:  # noqa: ARG001  # a fixture can ask for another only by name
    assert run("build", "norway.txt", "peru.txt").exit_code == 0
    return Path("build")


# ------------------------------------------------------------------ build


@pytest.mark.usefixtures("stand_ins")
def test_a_build_talks_on_standard_error_and_ends_with_what_was_found_and_where():
    result = run("build", "norway.txt", "peru.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    for name in ("documents", "actors", "positions", "attributions", "events", "warnings"):
        assert f"\n{name} " in result.stderr
    assert "build/graph.html" in result.stderr
    assert "words/s" not in result.stderr  # the bar is for terminals
    assert "words, " in result.stderr
    assert sorted(p.name for p in Path("build").iterdir()) == [
        "documents.json",
        "graph.html",
        "graph.trig",
        "readings.db",
        "store",
    ]


@pytest.mark.usefixtures("stand_ins")
def test_bad_documents_are_named_on_one_line_each_and_the_others_go_on():
    Path("empty.txt").touch()
    Path("bytes.txt").write_bytes(b"\0\1\2")
    result = run("build", "norway.txt", "empty.txt", "bytes.txt", "none.txt", "-o", "out")
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    assert lines[:3] == [
        "not read: empty.txt: is empty",
        "not read: bytes.txt: is binary, not text (byte 0 at 0)",
        "not read: none.txt: there is no such file",
    ]
    assert "3 could not be read" in result.stderr
    assert Path("out/graph.trig").is_file()


@pytest.mark.usefixtures("stand_ins")
def test_nothing_to_read_is_an_error():
    result = run("build", "none.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "not read: none.txt: there is no such file",
        "error: nothing could be read, of 1 given",
    ]


@pytest.mark.usefixtures("stand_ins")
def test_metadata_comes_from_the_table_and_the_options():
    Path("meta.csv").write_text(
        "file,outlet,titel\nnorway.txt,The Fjord Post,x\nrome.txt,B,y\n", encoding="utf-8"
    )
    result = run(
        "build",
        "norway.txt",
        "peru.txt",
        "--meta",
        "meta.csv",
        "--published",
        "2025-03-04",
        "--outlet",
        "Andes",
    )
    assert result.exit_code == 0
    assert "warning: meta.csv: column 'titel' means nothing here" in result.stderr
    assert "warning: meta.csv:3: no input is called rome.txt" in result.stderr
    graph = Path("build/graph.trig").read_text(encoding="utf-8")
    for words in ("The Fjord Post", "Andes", '"2025-03-04"'):
        assert words in graph


@pytest.mark.usefixtures("stand_ins")
def test_standard_input_is_read():
    result = run("build", "-", stdin=NORWAY)
    assert result.exit_code == 0
    assert NORWAY.strip() in Path("build/graph.trig").read_text(encoding="utf-8")


@pytest.mark.usefixtures("stand_ins")
def test_many_warnings_are_counted_not_listed():
    for number in range(30):
        Path(f"{number}.txt").write_text(f"Oslo said no, {number} times.", encoding="utf-8")
    result = run("build", ".")
    assert result.stderr.count("warning: ") == 21
    assert "warning: and 11 more" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "norway.txt", "--published", "yesterday"],
        ["build", "norway.txt", "--jobs", "0"],
        ["build", "norway.txt", "--nonsense"],
        ["query"],
        ["ask"],
        ["export"],
        ["ask", "who", "appears", "--format", "doc"],
        ["query", "ASK {}", "-p", "nonsense"],
        ["query", "ASK {}", "--format", "doc"],
        ["explain"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_told_with_code_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["build", "norway.txt", "--meta", "none.csv"],
            "none.csv: cannot be read: No such file or directory",
        ),
        (
            ["build", "norway.txt", "--config", "none.toml"],
            "none.toml: cannot be read: No such file or directory",
        ),
        (
            ["build", "norway.txt", "-o", "peru.txt/build"],
            "peru.txt/build: cannot be written: Not a directory",
        ),
        (
            ["query", "documents", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
        (["draw", "--graph", "none"], "none does not exist; make a graph with `kg build … --output none`"),
        (
            ["validate", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
        (
            ["explain", "abc", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
    ],
)
@pytest.mark.usefixtures("stand_ins")
def test_an_error_is_one_line_with_code_1(arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {message}\n"


def test_a_model_that_is_not_installed_is_named_with_the_pip_line():
    result = run("build", "norway.txt", "--model", "no_such_model")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(
        "error: the language model 'no_such_model' is not installed; the usual one: pip "
    )


@pytest.mark.usefixtures("stand_ins")
def test_the_traceback_of_an_error_is_shown_on_demand():
    arguments = ["build", "norway.txt", "--meta", "none.csv"]
    assert "Traceback" not in run(*arguments).stderr
    assert "Traceback" in run(*arguments, "--debug").stderr
    assert "Traceback" not in run(*arguments).stderr


def test_the_traceback_of_a_failed_document_is_shown_on_demand(stand_ins):
    def read(article, *_):
        if article.text == PERU:
            raise ValueError("no head")
        return kg.model.Reading(article)

    stand_ins.setattr("kg.extract.read", read)
    quiet, loud = run("build", "."), run("build", ".", "--debug")
    assert quiet.exit_code == loud.exit_code == 3
    assert (
        "not read: peru.txt: cannot be read because of a mistake in geostance: ValueError: no head"
        in quiet.stderr
    )
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr


def test_an_interrupt_ends_with_code_130_and_one_line(stand_ins):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    stand_ins.setattr("kg.extract.read", interrupted)
    result = run("build", "norway.txt")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "interrupted; earlier results are as they were"


@pytest.mark.usefixtures("stand_ins")
def test_names_of_documents_cannot_colour_or_move_the_terminal():
    Path("[red]\x1b[2Jx\nerror: fake.txt").touch()
    result = run("build", ".")
    assert "\x1b" not in result.stderr
    assert "not read: [red]" in result.stderr
    assert not [line for line in result.stderr.splitlines() if line.startswith("error: fake")]


@pytest.mark.usefixtures("stand_ins")
def test_a_second_build_reads_only_what_is_new_and_a_document_can_be_removed_again():
    assert run("build", "norway.txt", "peru.txt").exit_code == 0
    before = Path("build/graph.trig").read_bytes()
    assert "none read now" in run("build", "norway.txt").stderr
    assert Path("build/graph.trig").read_bytes() == before
    result = run("remove", "norway.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 gone" in result.stderr
    assert run("build", "peru.txt", "-o", "only").exit_code == 0
    assert Path("build/graph.trig").read_bytes() == Path("only/graph.trig").read_bytes()
    assert run("remove", "norway.txt").exit_code == 1
    assert run("build", "norway.txt", "--fresh").exit_code == 0
    assert len(Documents.load(Path("build")).documents) == 1


def test_nothing_is_removed_where_there_is_no_graph():
    result = run("remove", "norway.txt", "-g", "none")
    assert result.exit_code == 1
    assert "none does not exist" in result.stderr
    assert not Path("none").exists()


# ------------------------------------------------------------------ query, draw, validate, explain, info

DOCUMENTS = "SELECT ?source { ?d a gs:Document ; dcterms:source ?source } ORDER BY ?source"


@pytest.mark.usefixtures("built")
def test_a_question_is_answered_on_standard_output():
    result = run("query", DOCUMENTS, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "source\nnorway.txt\nperu.txt\n"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_rows_come_in_every_format(form):
    result = run("query", DOCUMENTS, "--format", form)
    assert result.exit_code == 0
    assert "norway.txt" in result.stdout


@pytest.mark.usefixtures("built")
def test_triples_come_as_turtle():
    result = run("query", "CONSTRUCT { ?d dcterms:source ?s } { ?d dcterms:source ?s }", "--format", "ttl")
    assert result.exit_code == 0
    assert "dcterms:source" in result.stdout


@pytest.mark.usefixtures("built")
def test_a_file_and_a_saved_question_are_asked_alike():
    Path("own.rq").write_text(DOCUMENTS, encoding="utf-8")
    assert "norway.txt" in run("query", "own.rq").stdout
    assert len(run("query", "documents", "--format", "csv").stdout.splitlines()) == 3


@pytest.mark.usefixtures("built")
def test_a_bad_question_is_told_with_its_place():
    result = run("query", "SELECT ?x\n{ ?x nonsense }")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: line 2, column ")
    assert "Traceback" not in result.stderr


def test_a_bad_question_is_told_even_without_a_graph():
    assert run("query", "SELECT {", "-g", "none").stderr.startswith("error: line 1, column ")


@pytest.mark.usefixtures("built")
def test_a_question_is_read_from_standard_input():
    result = run("query", "-", "--format", "csv", stdin=DOCUMENTS)
    assert result.stdout == run("query", DOCUMENTS, "--format", "csv").stdout


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("ASK { ?d a gs:Document }", 0),
        ("ASK { ?d a gs:Bloc }", 1),
        ("SELECT ?d { ?d a gs:Document }", 0),
        ("SELECT ?d { ?d a gs:Bloc }", 1),
        ("CONSTRUCT { ?d a gs:Bloc } { ?d a gs:Bloc }", 1),
    ],
)
def test_the_exit_code_is_the_answer_where_that_is_asked_for(question, code):
    assert run("query", question).exit_code == 0
    result = run("query", question, "--exit-status")
    assert (result.exit_code, result.stderr) == (code, "")


@pytest.mark.usefixtures("built")
def test_a_question_in_words_says_how_it_was_understood_with_the_sparql_and_answers():
    result = run("ask", "Which articles", "were read?", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout == run("query", "documents", "--format", "csv").stdout
    assert result.stderr.startswith("understood as: kg query documents\n\nSELECT ")


@pytest.mark.usefixtures("built")
def test_what_is_not_understood_is_said_with_examples():
    result = run("ask", "how long is a piece of string")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: not understood: “how long is a piece of string”; ")
    assert len(result.stderr.splitlines()) == 7
    assert "Who contradicts whom?" in run("ask", "--list").stdout


@pytest.mark.usefixtures("built")
def test_an_export_of_one_file_goes_to_standard_output_or_where_it_is_told():
    result = run("export", "trig")
    assert result.exit_code == 0
    assert result.stdout == Path("build/graph.trig").read_text(encoding="utf-8")
    assert run("export", "trig", "-o", "mine.trig").stderr == "Written: mine.trig\n"
    assert Path("mine.trig").read_bytes() == Path("build/graph.trig").read_bytes()
    assert run("export", "turtle", "-o", ".").exit_code == 0
    assert Path("graph.ttl").is_file()


@pytest.mark.usefixtures("built")
def test_an_export_of_several_files_needs_a_folder():
    result = run("export", "csv")
    assert result.exit_code == 2
    assert "csv is 4 files" in result.stderr
    assert run("export", "csv", "-o", "tables").exit_code == 0
    assert sorted(p.name for p in Path("tables").iterdir()) == [
        "actors.csv",
        "events.csv",
        "links.csv",
        "positions.csv",
    ]


@pytest.mark.usefixtures("built")
def test_corrections_are_taken_in_or_refused_with_their_line():
    Path("mine.csv").write_text("correction,position\nnot a position,position-1\n", encoding="utf-8")
    result = run("import", "mine.csv", "--by", "Eva Novak")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: mine.csv:2: no position is called “position-1”")
    row = "missing position,,norway.txt,rejected the fishing agreement,Norway,,oppose,,,2025-08-01,"
    header = "correction,position,document,words,holder,kind,polarity,matter,by,on,note"
    Path("mine.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    result = run("import", "mine.csv", "--by", "Eva Novak")
    assert result.exit_code == 0
    assert result.stderr.startswith("1 correction taken in\n")
    assert "Eva Novak" in run("query", "corrections", "--format", "csv").stdout


@pytest.mark.usefixtures("built")
def test_a_misspelt_term_is_warned_of_and_the_question_asked():
    result = run("query", "SELECT ?d { ?d gs:reportdIn ?x }", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "d\n")
    place = "line 1, column 16: gs:reportdIn is no term of the vocabulary"
    assert result.stderr.startswith(f"warning: {place}; near: reportedIn")


@pytest.mark.usefixtures("built")
def test_a_short_csv_has_the_names_that_a_table_has():
    question = "SELECT ?d ?c { ?d a ?c ; dcterms:source 'peru.txt' }"
    assert "https://w3id.org/geostance/ns#Document" in run("query", question, "--format", "csv").stdout
    assert ",gs:Document\n" in run("query", question, "--format", "csv", "--short").stdout


def test_the_saved_questions_are_listed_and_shown():
    listing = run("query", "--list")
    assert listing.exit_code == 0
    assert listing.stdout.count("\n") >= 12
    assert "contradictions-within-a-state" in listing.stdout
    assert "SELECT" in run("query", "documents", "--show").stdout


@pytest.mark.usefixtures("built")
def test_the_page_is_drawn_into_the_folder_or_where_it_is_asked_for():
    page = Path("build/graph.html").read_bytes()
    Path("build/graph.html").unlink()
    assert run("draw").exit_code == 0
    assert run("draw", "-o", "pages/page.html").exit_code == 0
    assert Path("build/graph.html").read_bytes() == Path("pages/page.html").read_bytes() == page


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--outlet", "Gazette of Nowhere"], 1, "no outlet is called “Gazette of Nowhere”; there are:"),
        (["--issue", "the price of tea"], 1, "nothing in the graph is called “the price of tea”"),
        (["--since", "2090-01-01"], 1, "no position is left of what was asked for"),
        (["--compare", "Nobody", "Norway"], 1, "nothing in the graph is called “Nobody”"),
        (["--since", "yesterday"], 2, "--since"),
    ],
)
def test_a_part_that_is_not_there_is_told_in_a_line_and_the_old_page_stays(options, code, words):
    page = Path("build/graph.html").read_bytes()
    result = run("draw", *options)
    assert result.exit_code == code
    assert words in result.stderr
    assert Path("build/graph.html").read_bytes() == page


@pytest.mark.usefixtures("built")
def test_a_page_that_cannot_be_written_is_an_error():
    result = run("draw", "-o", "norway.txt/page.html")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: norway.txt/page.html: cannot be written: ")


@pytest.mark.usefixtures("built")
def test_a_graph_that_conforms_is_valid():
    result = run("validate")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "conforms" in result.stdout


def test_a_graph_that_does_not_conform_is_reported_with_code_1(built):
    trig = (built / "graph.trig").read_text(encoding="utf-8")
    broken = trig.replace("a gs:Document", "a gs:Document, gs:Position", 1)
    assert broken != trig
    Path("broken.trig").write_text(broken, encoding="utf-8")
    result = run("validate", "--graph", "broken.trig")
    assert result.exit_code == 1
    assert "does not conform" in result.stdout


@pytest.mark.usefixtures("built")
def test_what_cannot_be_explained_is_an_error():
    result = run("explain", "nonsense")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")


def test_versions_can_be_pasted_into_a_report():
    assert run("--version").stdout == f"geostance {kg.__version__}\n"
    lines = dict(line.split(maxsplit=1) for line in run("info").stdout.splitlines())
    assert lines["geostance"] == kg.__version__
    assert {"python", "system", "model", "reader", "tables", "spacy", "rdflib", "pyoxigraph"} <= set(lines)
    assert "not installed" not in lines.values()


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command):
    assert run(command, "--help").exit_code == 0
    described = get_command(app).commands[command]
    assert described.help
    assert all(getattr(parameter, "help", None) for parameter in described.params), command


def test_the_commands_are_those_that_are_documented(root):
    assert sorted(get_command(app).commands) == sorted(COMMANDS)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [c for c in COMMANDS if f"kg {c}" not in readme] == []


def test_no_command_at_all_shows_the_help():
    assert "Commands" in run().output


@pytest.mark.parametrize("arguments", [["build", ""], ["build", "norway.txt", "-o", ""]])
@pytest.mark.usefixtures("stand_ins")
def test_an_empty_name_as_of_an_unset_variable_is_refused(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "empty" in result.stderr
