"""Labels out to, and in from, the files of other tools: Prodigy, INCEpTION, spreadsheets."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policynlp.corpus.export.cas import write_cas
from policynlp.corpus.export.cas_reading import CasFile, read_cas, same_text
from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.document import content_id
from policynlp.errors import InputError, PolicyNLPError
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import completions, decisions
from policynlp.labels.exchange import flat
from policynlp.labels.exchange.annotations import annotations_of
from policynlp.labels.exchange.answers import Annotators, Answer, keep_answer
from policynlp.labels.exchange.given import given
from policynlp.labels.exchange.inception import inception_regions, inception_themes
from policynlp.labels.exchange.prodigy import prodigy_row, read_prodigy
from policynlp.labels.recording import record_all
from policynlp.labels.tables import LABEL_LAYERS
from policynlp.labels.units import LabelLayer, Unit, add_units, unit_of, units
from policynlp.settings import Settings
from policynlp.steps.labelling import machine_says, open_labels
from policynlp.steps.reviewing import theme_choices
from policynlp.steps.stream import whole_file
from policynlp.steps.studio_pull import entity_key
from policynlp.tags import Claim, Entity, Quote, Tags, Theme, annotation_id

EXPORTS = ("prodigy", "inception", "csv")
_TYPES: dict[str, Any] = {"quotes": Quote, "claims": Claim, "entities": Entity}
_NO_FILE_NAME = re.compile(r"[^\w.@-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import brought.

    Attributes:
        answers, decisions, known: New answers (or rows), decisions made of them, and what was there already.
        kept_back: What could not be read, and where.
    """

    answers: int
    decisions: int
    known: int
    kept_back: tuple[str, ...]


def export_labels(settings: Settings, folder: Path, *, form: str) -> dict[str, int]:
    """Write the labels of all people.

    Args:
        settings: All settings in force.
        folder: To fill: `LAYER.jsonl` for Prodigy; `decisions.csv`, `completions.csv` and `standing.csv`; for INCEpTION a folder a person
            with a file a document.
        form: One of `EXPORTS`.

    Returns:
        File (for INCEpTION, folder) to number of rows (documents).

    Raises:
        InputError: There is no such form, or the folder cannot be made.
    """
    if form not in EXPORTS:
        raise InputError(f"labels cannot be written as {form!r}", where="--format", hint=f"Formats: {', '.join(EXPORTS)}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the folder cannot be made: {error.strerror or error}"
        raise InputError(what, where=str(folder), hint="Check the path and permissions.") from error
    with open_labels(settings) as store:
        if form == "prodigy":
            return _prodigy(settings, store, folder)
        if form == "csv":
            return {
                "decisions.csv": flat.write_rows(
                    folder / "decisions.csv", flat.UNIT + flat.DECISION, flat.decision_rows(store)
                ),
                "completions.csv": flat.write_rows(
                    folder / "completions.csv", flat.UNIT + flat.COMPLETION, flat.completion_rows(store)
                ),
                "standing.csv": flat.write_rows(folder / "standing.csv", flat.UNIT + flat.STANDING, flat.standing_rows(store)),
            }
        with open_corpus(settings.corpus.path) as corpus:
            return _inception(store, corpus, folder)


def import_labels(settings: Settings, path: Path, *, form: str, account: str, complete: bool = False) -> ImportResult:
    """Read labels back as decisions; what is known already is taken once.

    Args:
        settings: All settings in force.
        path: For Prodigy a `.jsonl` or the folder of an export; for CSV the folder of an export; for INCEpTION an `.xmi` or zip of one
            annotator.
        form: One of `EXPORTS`.
        account: For INCEpTION, whose annotations they are.
        complete: For INCEpTION, whether what is not marked was looked at and is none.

    Raises:
        InputError: There is no such form, or the files cannot be read.
    """
    if form not in EXPORTS:
        raise InputError(f"labels cannot be read from {form!r}", where="--format", hint=f"Formats: {', '.join(EXPORTS)}.")
    try:
        with open_labels(settings) as store:
            if form == "prodigy":
                return _read_prodigy(store, path)
            if form == "csv":
                return _read_csv(store, path)
            with open_corpus(settings.corpus.path) as corpus:
                return _read_inception(store, corpus, path, account=account, complete=complete)
    except (OSError, UnicodeDecodeError) as error:
        what = f"it cannot be read: {getattr(error, 'strerror', None) or error}"
        where = str(getattr(error, "filename", None) or path)
        raise InputError(
            what, where=where, hint="Name a file in UTF-8; for csv and prodigy, the folder of an export."
        ) from error


def _prodigy(settings: Settings, store: LabelStore, folder: Path) -> dict[str, int]:
    themes = [choice["name"] for choice in theme_choices(settings)]
    rows: dict[str, list[str]] = {layer: [] for layer in LABEL_LAYERS}
    for one in given(store):
        rows[one.unit.layer].append(json.dumps(prodigy_row(one, themes=themes), ensure_ascii=False) + "\n")
    for layer, lines in rows.items():
        with whole_file(folder / f"{layer}.jsonl") as out:
            out.writelines(lines)
    return {f"{layer}.jsonl": len(lines) for layer, lines in rows.items()}


def _inception(store: LabelStore, corpus: Corpus, folder: Path) -> dict[str, int]:
    """A folder a person, with what that person says alone; `policynlp export documents --format cas` writes what stands."""
    said: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in given(store):
        said[one.account][one.unit.document].append(one)
    counts = {}
    for account, by_document in said.items():
        place = folder / (_NO_FILE_NAME.sub("-", account).strip(".-") or "person")
        place.mkdir(exist_ok=True)
        found = corpus.documents(list(by_document))
        counts[place.name] = write_cas(((t.document, _tags_of(t.id, by_document[t.id])) for t in found), place)
    return counts


def _tags_of(document: str, views: list[Any]) -> Tags:
    """What one person says of a document, as tags."""
    made: dict[str, dict[str, Any]] = defaultdict(dict)  # a passage and its document may hold the same
    for one in views:
        layer = one.unit.layer
        for target, value in one.values.items():
            if layer != "themes":
                made[layer][target] = _TYPES[layer].from_dict(dict(value) | {"id": target, "origin": "human"})
            elif one.unit.passage:
                theme, _, facet = target.partition(".")
                ident = annotation_id(document, "themes", [(one.unit.start, one.unit.end)], target)
                row = Theme(
                    id=ident,
                    passage=one.unit.passage,
                    theme=theme,
                    facet=facet or None,
                    score=1.0,
                    threshold=0.5,
                    assigned=True,
                )
                made[layer][ident] = replace(row, origin="human")
    return Tags(
        document=document,
        tagset="",
        entities=tuple(made["entities"].values()),
        quotes=tuple(made["quotes"].values()),
        claims=tuple(made["claims"].values()),
        themes=tuple(made["themes"].values()),
    )


def _read_prodigy(store: LabelStore, path: Path) -> ImportResult:
    by_id = {unit.id: unit for unit in units(store)}
    by_text: dict[str, list[Unit]] = defaultdict(list)
    for unit in by_id.values():
        by_text[unit.text].append(unit)
    answers: list[tuple[str, str, Answer]] = []
    problems: list[str] = []
    for where, line in _prodigy_lines(path):
        try:
            row = json.loads(line)
            named = by_id.get(str((row.get("meta") or {}).get("unit")))
            account, answer = read_prodigy(row, [named] if named else by_text[row.get("text", "")], entity_key=entity_key)
        except (ValueError, TypeError, AttributeError, InputError) as error:
            problems.append(f"{where}: {error}")
            continue
        answers.append((where, account, answer))
    return _keep(store, answers, problems)


def _prodigy_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Place and text of each row of a file, or of the files that an export wrote into a folder."""
    files = [path]
    if path.is_dir():
        files = [file for layer in LABEL_LAYERS if (file := path / f"{layer}.jsonl").is_file()]
        if not files:
            names = ", ".join(f"{layer}.jsonl" for layer in LABEL_LAYERS)
            raise InputError("the folder holds no labels of Prodigy", where=str(path), hint=f"Looked for: {names}.")
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                yield f"{file}:{number}", line


def _read_inception(store: LabelStore, corpus: Corpus, path: Path, *, account: str, complete: bool) -> ImportResult:
    file = read_cas(path)
    found = list(corpus.documents([file.document], corrected=False)) if file.document else []
    if not found or not same_text(found[0].text, file.text):
        raise InputError("its text is not in the corpus", where=str(path), hint="Import what was exported from this corpus.")
    made = list(_cas_answers(found[0].document, found[0].tags, file, account=account, complete=complete))
    add_units(store, [answer.unit for answer in made])
    return _keep(store, [(str(path), account, answer) for answer in made], [f"{path}: {a.note}" for a in made if a.note])


def _cas_answers(document: Any, tags: Tags, file: CasFile, *, account: str, complete: bool) -> Iterator[Answer]:
    regions, ties = inception_regions(file.annotations)
    version = content_id("inception", account, complete, *(repr(a) for a in file.annotations))
    layers: tuple[LabelLayer, ...] = ("quotes", "claims", "entities")
    for layer in layers:
        unit = unit_of(document, layer)
        said = machine_says(layer, tags, unit)
        values, problems = annotations_of(
            unit, [r for r in regions if r.layer == layer], ties, said=said, entity_key=entity_key
        )
        state: Any = "complete" if complete and not problems else "partial"
        key = content_id(version, unit.id)
        yield Answer(key=key, unit=unit, state=state, values=values, said=said, shown=True, note="; ".join(problems)[:4_000])
    places = {passage.span: passage for passage in document.passages}
    for span, themes in inception_themes(file.annotations).items():
        if span in places:
            unit = unit_of(document, "themes", passage=places[span])
            values = dict.fromkeys(themes, True)
            state = "complete" if complete else "partial"
            said = machine_says("themes", tags, unit)
            yield Answer(key=content_id(version, unit.id), unit=unit, state=state, values=values, said=said)


def _read_csv(store: LabelStore, folder: Path) -> ImportResult:
    """Decisions and completions of another label database; times are those of the import, tasks are not taken over."""
    rows = list(flat.read_rows(folder / "decisions.csv", flat.UNIT + flat.DECISION))
    through = list(flat.read_rows(folder / "completions.csv", flat.UNIT + flat.COMPLETION))
    add_units(store, [flat.unit_of_row(row) for row in [*rows, *through]])
    people = Annotators(store, by="import")
    here = {d.key: d.seq for d in decisions(store, standing=False)}
    keys = {row["seq"]: str(row["key"]) for row in rows}
    new, known, problems = 0, 0, []
    for number, row in enumerate(rows, 2):
        if row["key"] in here:
            known += 1
            continue
        undoes = here.get(keys.get(row["undoes"], "")) if row["undoes"] else None
        try:
            (kept,) = record_all(store, people[str(row["account"])], [flat.decision_of_row(row, undoes=undoes)])
        except (PolicyNLPError, ValueError) as error:
            problems.append(f"{folder / 'decisions.csv'}:{number}: {error}")
            continue
        here[kept.key] = kept.seq
        new += 1
    finished = completions(store)
    for number, row in enumerate(through, 2):
        done = finished.get((str(row["unit"]), str(row["account"])))
        if done is not None and done.at >= (row["at"] or ""):
            continue  # known, or older than what is
        try:
            record_all(store, people[str(row["account"])], [], completion=flat.completion_of_row(row))
        except PolicyNLPError as error:
            problems.append(f"{folder / 'completions.csv'}:{number}: {error.message}")
    return ImportResult(answers=new, decisions=new, known=known, kept_back=tuple(problems))


def _keep(store: LabelStore, answers: list[tuple[str, str, Answer]], problems: list[str]) -> ImportResult:
    people = Annotators(store, by="import")
    counts: list[int | None] = []
    for where, account, answer in answers:
        try:
            counts.append(keep_answer(store, people[account], answer))
        except PolicyNLPError as error:
            problems.append(f"{where}: {error.message}")
    new = [count for count in counts if count is not None]
    return ImportResult(answers=len(new), decisions=sum(new), known=len(counts) - len(new), kept_back=tuple(problems))
