"""The verb of decisions on who is who."""

from __future__ import annotations

from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with, user_name
from policynlp.errors import InputError
from policynlp.link.decisions import Action, Decision
from policynlp.render.wording import counted

identities = typer.Typer(
    no_args_is_help=True,
    help="Who is who: merge, split, rename, hide, undo. Each decision is kept with who, when and why, and is seen at once.",
)


Who = Annotated[
    str,
    typer.Option(
        "--who",
        default_factory=user_name,
        show_default="who is signed in on this machine",
        help="Your name, for those who read the decision.",
    ),
]
Why = Annotated[str, typer.Option("--why", help="The reason.")]
Key = Annotated[str, typer.Argument(help="Key of the identity, such as person:chi-fulin; or its whole name.")]


@identities.command()
def merge(
    identity: Key,
    into: Annotated[str, typer.Argument(help="The one that stays.")],
    why: Why,
    who: Who,
    as_json: JsonFlag = False,
) -> None:
    """Make one identity of two."""
    _decide("merge", as_json, identity=_key(identity), into=_key(into), who=who, why=why)


@identities.command()
def split(
    identity: Key,
    documents: Annotated[list[str], typer.Argument(help="Ids, or their beginnings, of the texts that mean somebody else.")],
    why: Why,
    who: Who,
    into: Annotated[str | None, typer.Option(help="Key of the new identity.", show_default="the old one with a number")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make the mentions in some texts an identity of their own."""
    _decide("split", as_json, identity=_key(identity), into=into, documents=tuple(documents), who=who, why=why)


@identities.command()
def rename(
    identity: Key, name: Annotated[str, typer.Argument(help="The name to show.")], why: Why, who: Who, as_json: JsonFlag = False
) -> None:
    """Show another name."""
    _decide("rename", as_json, identity=_key(identity), name=name, who=who, why=why)


@identities.command()
def hide(identity: Key, why: Why, who: Who, as_json: JsonFlag = False) -> None:
    """Say that this is no person, organisation or place at all."""
    _decide("hide", as_json, identity=_key(identity), who=who, why=why)


@identities.command()
def undo(
    decision: Annotated[str, typer.Argument(help="Id of the decision, or its beginning.")],
    why: Why,
    who: Who,
    as_json: JsonFlag = False,
) -> None:
    """Take a decision back; an undoing can be taken back, too."""
    _decide("undo", as_json, decision=decision, who=who, why=why)


@identities.command("list")
def list_all(as_json: JsonFlag = False) -> None:
    """All decisions, newest first."""
    from policynlp import steps
    from policynlp.cli.tables import print_table

    found = steps.list_decisions(settings_with())
    if as_json:
        print_json(found)
        return
    if not found:
        typer.echo("Nothing has been decided yet.")
        return
    rows = [
        {
            "id": d["id"],
            "decision": " ".join(p for p in (d["action"], d["identity"] or d["decision"], d["into"] or d["name"]) if p),
            "in force": "yes" if d["in_force"] else "no",
            "who": d["who"],
            "when": d["when"],
            "why": d["why"],
        }
        for d in found
    ]
    print_table(list(rows[0]), rows)


@identities.command()
def suggest(
    kind: Annotated[str | None, typer.Option(help="person, organisation or place.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Pairs, and names, at the most.")] = 20,
    as_json: JsonFlag = False,
) -> None:
    """Pairs that may be one and names of people that may be two, with reasons; nothing is decided."""
    from policynlp import steps
    from policynlp.cli.tables import print_table

    found = steps.suggest_merges(settings_with(), kind=kind, limit=limit)
    people = kind in {None, "person"}
    splits = steps.suggest_splits(settings_with(), limit=limit) if people else []
    if as_json:
        print_json([*(s.as_dict() for s in found), *(s.as_dict() for s in splits)])
        return
    if found:
        rows = [{"merge": s.identity, "into": s.into, "why": "; ".join(s.reasons), "texts": s.documents} for s in found]
        print_table(list(rows[0]), rows)
    else:
        typer.echo("Nothing looks as if it were one.")
    if splits:
        typer.echo()
        names = [
            {"split": s.identity, "documents": " ".join(d[:8] for d in s.documents), "why": "; ".join(s.reasons)}
            for s in splits
        ]
        print_table(list(names[0]), names)
    elif people:
        typer.echo("No name looks as if two people had it.")


def _decide(action: Action, as_json: bool, **fields: object) -> None:
    from policynlp import steps

    if not fields["who"]:
        hint = "This machine does not say who is signed in: give --who NAME."
        raise InputError("the decision has nobody's name", where=f"identities {action}", hint=hint)
    effect = steps.decide_identity(settings_with(), Decision(action=action, when="", **fields))  # type: ignore[arg-type]
    if as_json:
        print_json({"id": effect.decision.id, "entities": effect.entities, "documents": effect.documents})
        return
    entities, texts = counted(effect.entities, "entity", "entities"), counted(effect.documents, "text")
    typer.echo(
        f"{effect.decision.id}: {action}; {entities} in {texts} changed. "
        f"`policynlp identities undo {effect.decision.id}` takes it back."
    )


def _key(name: str) -> str:
    """A key as it is; a name is looked up."""
    if ":" in name:
        return name
    from policynlp.corpus.answers import find_actor
    from policynlp.corpus.reading import open_corpus
    from policynlp.corpus.views import Views

    with open_corpus(settings_with().corpus.path) as corpus, Views(corpus.store) as views:
        return find_actor(views, name)


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.add_typer(identities, name="identities")
