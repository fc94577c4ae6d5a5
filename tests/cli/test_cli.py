"""The command line as a person or a script uses it: output, JSON, exit codes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policynlp import steps
from policynlp.cli.app import app
from policynlp.cli.options import GLOBALS
from policynlp.errors import CorpusError, InputError, SettingsError
from runs import ARTICLES, settings_for

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the five articles."""
    folder = tmp_path_factory.mktemp("cli")
    path = folder / "articles.jsonl"
    rows = [
        {"id": f"a{i}", "text": text, "title": f"Article {i}", "date": f"2024-06-0{i + 1}"} for i, text in enumerate(ARTICLES)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = settings_for(folder, ingest__title_col="title")
    steps.run([str(path)], settings=settings)
    return settings.corpus.path


@pytest.fixture
def cli(corpus: Path) -> Cli:
    """Calls the command line on that corpus."""

    def call(*arguments: str, code: int = 0, stdin: str | None = None) -> Result:
        GLOBALS.flags = {}
        result = CliRunner().invoke(app, ["--corpus", str(corpus), *arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return call


COMMANDS = (
    "run",
    "ingest",
    "tag",
    "demo",
    "serve-flow",
    "show",
    "query",
    "search",
    "export",
    "status",
    "diff",
    "models",
    "config",
)


@pytest.mark.parametrize("command", [*COMMANDS, "evaluate", "train themes", "train encoder", "models activate"])
def test_every_command_has_help_with_an_example(cli: Cli, command: str) -> None:
    assert f"Example: policynlp {command}" in " ".join(cli(*command.split(), "--help").stdout.split()).replace(
        "PREFECT_API_URL=http://127.0.0.1:4200/api ", ""
    )


def test_query_prints_a_table_csv_and_json(cli: Cli) -> None:
    sql = "select key, title from documents order by key limit 2"
    assert "Article 1" in cli("query", sql).stdout
    assert list(csv.reader(io.StringIO(cli("query", sql, "--format", "csv").stdout))) == [
        ["key", "title"],
        ["a0", "Article 0"],
        ["a1", "Article 1"],
    ]
    assert json.loads(cli("query", sql, "--json").stdout)[1] == {"key": "a1", "title": "Article 1"}
    lines = cli("query", sql, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["a0", "a1"]


def test_query_says_when_rows_are_cut(cli: Cli) -> None:
    result = cli("query", "select * from documents", "--limit", "2", "-f", "jsonl")
    assert len(result.stdout.splitlines()) == 2
    assert "only the first 2 rows" in result.stderr


def test_what_a_program_reads_is_not_cut_and_a_table_says_that_it_is(cli: Cli) -> None:
    sql = "select range as n from range(1203)"
    for form in ("csv", "jsonl"):
        result = cli("query", sql, "--format", form)
        assert len(result.stdout.splitlines()) == 1203 + (form == "csv")
        assert result.stderr == ""
    assert len(json.loads(cli("query", sql, "--json").stdout)) == 1203
    table = cli("query", sql)
    assert table.stdout.splitlines()[-1] == "the first 1,000 rows, not all"
    assert "only the first 1,000 rows" in table.stderr


def test_no_cell_of_a_query_is_run_by_a_spreadsheet(cli: Cli) -> None:
    sql = "select '=1+1' as a, '-1.5' as b, -2.0 as c, ['@x', 'y'] as d, {'k': 1} as e, [{'k': 'v'}] as f, null as g"
    _, row = csv.reader(io.StringIO(cli("query", sql, "--format", "csv").stdout))
    assert row == ["'=1+1", "-1.5", "-2.0", "'@x; y", '{"k": 1}', '[{"k": "v"}]', ""]


def test_query_only_reads(cli: Cli) -> None:
    with pytest.raises(InputError):
        cli("query", "drop view documents")
    with pytest.raises(InputError):
        cli("query", "select * from read_csv('/etc/passwd')")
    with pytest.raises(InputError, match="format"):
        cli("query", "select 1", "-f", "xml")


def test_search_finds_words_and_keeps_to_filters(cli: Cli) -> None:
    assert "maize" in cli("search", "maize AND harvested").stdout
    page = json.loads(cli("search", "ministry OR minister", "--speaker", "Ngozi Abara", "--json").stdout)
    assert [hit["title"] for hit in page["hits"]] == ["Article 0"]
    assert (page["total"], page["documents"], page["mode"]) == (1, 1, "both")
    assert "Not found in" in cli("search", "zeppelin", "--mode", "words").stdout
    assert json.loads(cli("search", "maize", "--since", "2025-01-01", "--json").stdout)["hits"] == []
    assert "meaning: 1st nearest" in cli("search", "how good was the harvest of cereals?", "--mode", "meaning").stdout


def test_search_gives_all_rows_as_csv_and_json(cli: Cli, tmp_path: Path) -> None:
    page = json.loads(cli("search", "minister OR ministry OR maize", "--limit", "1", "--json").stdout)
    lines = [json.loads(line) for line in cli("search", "minister OR ministry OR maize", "--all", "--json").stdout.splitlines()]
    assert len(lines) == page["total"] > 1
    assert lines[0] == page["hits"][0]
    cli("search", "minister OR ministry OR maize", "--csv", "--out", str(tmp_path / "hits.csv"))
    with (tmp_path / "hits.csv").open(encoding="utf-8", newline="") as file:
        text = file.read()
    assert cli("search", "minister OR ministry OR maize", "--csv").stdout.splitlines() == text.splitlines()
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["passage"], row["why"]) for row in rows] == [(hit["passage"], hit["why"]) for hit in lines]
    shown = cli("search", "minister OR ministry OR maize", "--limit", "1").stdout
    assert f"{page['total']} passages in" in shown
    assert "1 shown" in shown
    assert "1 shown" not in cli("search", "minister OR ministry OR maize", "--limit", "1", "--all").stdout


def test_show_prints_the_text_with_notes(cli: Cli) -> None:
    shown = cli("show", "article 0").stdout
    assert "Ngozi Abara (direct)" in shown
    assert "4.2 million tonnes" in shown
    assert json.loads(cli("show", "article 0", "--json").stdout)["id"] == "a0"
    with pytest.raises(InputError, match="several documents"):
        cli("show", "article")
    with pytest.raises(InputError, match="no document"):
        cli("show", "zeppelin")


def test_show_tags_a_file_on_the_fly(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(f"Maize harvest grows\n\n{ARTICLES[0]}\n", encoding="utf-8")
    assert "Ngozi Abara (direct)" in cli("show", str(path)).stdout


def test_tag_gives_rows_back_in_order_and_unchanged(cli: Cli) -> None:
    rows = [{"id": 7, "text": "One.\u2028 Two \u00e9e\u0301 🌾", "other": 1}, {"id": "b", "text": ""}, {"text": ARTICLES[2]}]
    out = cli("tag", "-", stdin="".join(json.dumps(r) + "\n" for r in rows)).stdout
    tagged = [json.loads(line) for line in out.split("\n") if line]
    assert [t["text"] for t in tagged] == [r["text"] for r in rows]
    assert [t["id"] for t in tagged][:2] == [7, "b"]  # a number stays a number
    assert tagged[2]["quotes"][0]["speaker"] == "Elena Ruiz Ortega"


def test_tag_goes_on_after_a_bad_row(cli: Cli, tmp_path: Path) -> None:
    good = json.dumps({"id": "x", "text": ARTICLES[0]})
    out = tmp_path / "tagged.jsonl"
    result = cli("tag", "-", "--out", str(out), code=3, stdin=f"{good}\nnot json\n{good.replace('x', 'y', 1)}\n")
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["x", "y"]
    assert "#2" in result.stderr


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_export_writes_what_the_view_has(cli: Cli, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"quotes.{ending}"
    n = int(json.loads(cli("query", "select count(*) as n from quotes", "--json").stdout)[0]["n"])
    cli("export", "quotes", str(out))
    if ending == "csv":
        rows = list(csv.DictReader(out.open(encoding="utf-8", newline="")))
    elif ending == "jsonl":
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    else:
        import pyarrow.parquet as pq

        rows = pq.read_table(out).to_pylist()
    assert len(rows) == n
    assert "Ngozi Abara" in {row["speaker"] for row in rows}


def test_names_that_do_not_exist_are_told_from_answers_that_are_empty(cli: Cli) -> None:
    with pytest.raises(InputError, match="no theme 'farms'"):
        cli("search", "maize", "--theme", "farms")
    with pytest.raises(InputError, match="no facet 'farms'"):
        cli("search", "maize", "--theme", "agriculture.farms")
    assert "Not found in" in cli("search", "zeppelin", "--theme", "agriculture", "--mode", "words").stdout
    with pytest.raises(InputError, match="no layer 'farms'"):
        cli("show", "article 0", "--layers", "quotes,farms")


def test_tag_makes_the_folder_it_writes_to(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "new" / "tagged.jsonl"
    cli("tag", "-", "--out", str(out), stdin=json.dumps({"text": ARTICLES[1]}) + "\n")
    assert json.loads(out.read_text(encoding="utf-8"))["text"] == ARTICLES[1]
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        cli("tag", "-", "--out", str(tmp_path / "file" / "tagged.jsonl"), stdin="")


def test_export_docbin_reads_back_in_spacy(cli: Cli, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    out = tmp_path / "corpus.spacy"
    with pytest.raises(InputError, match="--text full"):
        cli("export", "documents", str(out))
    told = json.loads(cli("export", "documents", str(out), "--text", "full", "--json").stdout)
    assert told["rows"] == {"documents": len(ARTICLES)}
    docs = list(DocBin().from_disk(out).get_docs(spacy.blank("en").vocab))
    assert sorted(d.text for d in docs) == sorted(ARTICLES)


def test_status_models_config_speak_to_people_and_machines(cli: Cli) -> None:
    assert "quotes" in cli("status").stdout
    assert json.loads(cli("status", "--json").stdout)["counts"]["documents"] == len(ARTICLES)
    assert "spacy_model" in cli("models").stdout
    state = json.loads(cli("models", "--json").stdout)
    assert [t["active"] for t in state["tagsets"]] == [True]
    assert cli("models", "activate", state["tagsets"][0]["tagset"][:5]).stdout.startswith("active: ")
    rows = {row["setting"]: row for row in json.loads(cli("config", "--json").stdout)}
    assert rows["corpus.path"]["changed"]
    assert rows["corpus.path"]["from"] == "flag"
    assert rows["run.batch_docs"] | {"meaning": ""} == {
        "setting": "run.batch_docs", "value": 100, "from": "default", "changed": False, "default": 100, "meaning": "",
    }  # fmt: skip
    assert "* corpus.path" in cli("config").stdout


def test_dry_run_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text of three words.", encoding="utf-8")
    before = json.loads(cli("status", "--json").stdout)["counts"]
    listed = json.loads(cli("run", str(tmp_path), "--dry-run", "--json").stdout)
    assert [Path(item["uri"]).name for item in listed] == ["a.txt"]
    assert json.loads(cli("status", "--json").stdout)["counts"] == before


def test_errors_say_what_to_do(cli: Cli, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="policynlp run"):
        cli("--corpus", str(tmp_path / "none"), "status")
    with pytest.raises(SettingsError, match="section"):
        cli("--set", "nonsense", "status")
    with pytest.raises(InputError, match="stage"):
        cli("run", "--only", "cook")
    with pytest.raises(InputError, match="two tag sets"):
        cli("diff")


def test_run_prints_what_came_out(rows_file: Path, tmp_path: Path) -> None:
    def call(*arguments: str) -> Result:
        GLOBALS.flags = {}
        return CliRunner().invoke(app, ["--corpus", str(tmp_path / "corpus"), *arguments])

    first = call("run", "--quiet", str(rows_file), str(tmp_path / "missing.txt"))
    assert first.exit_code == 3, first.output
    for words in ("5 documents", "1 rejected", "Ngozi Abara (direct)", "4.2 million", "Themes", "missing.txt", "Try next"):
        assert words in first.stdout, words
    listed = call("run", "--dry-run", str(rows_file)).stdout
    assert "articles.jsonl" in listed
    assert "nothing was written" in listed
    again = json.loads(call("run", "--quiet", "--json", str(rows_file)).stdout)
    assert again["run"]["counts"]["unchanged"] == len(ARTICLES)
    ingested = call("ingest", "--quiet", str(rows_file))
    assert ingested.exit_code == 0
    assert "5 unchanged" in ingested.stdout


def test_diff_and_evaluate_print_tables(rows_file: Path, tmp_path: Path) -> None:
    front = ["--corpus", str(tmp_path / "corpus")]
    for assign in ([], ["--set", 'tag.components=["entities","people"]']):
        GLOBALS.flags = {}
        assert CliRunner().invoke(app, [*front, *assign, "run", "--quiet", str(rows_file)]).exit_code == 0
    GLOBALS.flags = {}
    assert "claims" in CliRunner().invoke(app, [*front, "diff"]).stdout
    gold = tmp_path / "gold.jsonl"
    assert CliRunner().invoke(app, [*front, "tag", "--quiet", str(rows_file), "--out", str(gold)]).exit_code == 0
    scored = json.loads(CliRunner().invoke(app, [*front, "evaluate", "quotes", str(gold), "--json"]).stdout)
    assert {row["f1"] for row in scored["metrics"] + scored["classes"]} == {1.0}
    drawn = (
        CliRunner().invoke(app, [*front, "evaluate", "quotes", str(gold), str(gold), "--plots", str(tmp_path / "drawn")]).stdout
    )
    assert "jaccard.8" in drawn
    assert {p.name for p in (tmp_path / "drawn").iterdir()} == {"quotes-classes.png", "quotes-confusion.png"}


def test_demo_tags_the_samples(tmp_path: Path) -> None:
    GLOBALS.flags = {}
    result = CliRunner().invoke(app, ["--corpus", str(tmp_path / "corpus"), "demo", "--quiet"])
    assert result.exit_code == 0, result.output
    assert "Disagreements between documents" in result.stdout
    assert "11.8 percent" in result.stdout


@pytest.mark.parametrize(
    "arguments, code", [(["--corpus", "nowhere", "status"], 4), (["--set", "x", "status"], 2), (["--version"], 0)]
)
def test_the_process_ends_with_the_exit_code(
    arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from policynlp.cli.app import main

    monkeypatch.setattr("sys.argv", ["policynlp", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code or 0) == code
    printed = capsys.readouterr()
    assert ("policynlp: " in printed.err) == bool(code)
