"""The policy themes as data: what each is, what is in, what is out, with examples and the codes of other schemes.

The package's own `data/taxonomy.toml` is the default. A user's file extends it by a theme or a facet (`extends = "policynlp"`), which is
assigned by its definition at once, and better with about ten examples; or it stands in its place.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from policynlp.errors import InputError, SettingsError

CODE_SCHEMES = ("cap", "sdg", "eurovoc", "gdelt")
"""Comparative Agendas Project, Sustainable Development Goals, EuroVoc, GDELT Global Knowledge Graph."""

SHIPPED = "policynlp"
"""What `extends` may name: the package's own taxonomy."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FACET_KEYS = {"title", "definition", "includes", "excludes", "examples"}
_THEME_KEYS = _FACET_KEYS | {"codes", "facets"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A narrower subject within a theme.

    Attributes:
        name: Key, such as `food`.
        title: For people.
        definition: One line.
        includes, excludes: What is in and what is out, one phrase each.
        examples: Sentences that are about it.
    """

    name: str
    title: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def described(self) -> tuple[str, ...]:
        """What says what it is about: definition, what is in, examples."""
        return (self.definition, *self.includes, *self.examples)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEntry:
    """A policy theme.

    Attributes:
        name: Key, such as `security`; what tagged documents carry.
        title: For people.
        definition: One line.
        includes, excludes: What is in and what is out, one phrase each.
        examples: Sentences that are about it.
        codes: Scheme (see `CODE_SCHEMES`) to the codes that it maps to.
        facets: Narrower subjects, by name.
    """

    name: str
    title: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)

    @property
    def described(self) -> tuple[str, ...]:
        """What says what it is about: definition, what is in, examples."""
        return (self.definition, *self.includes, *self.examples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A rule for what lies between two themes.

    Attributes:
        themes: The themes (or `theme.facet`) that it tells apart or joins.
        rule: One sentence.
    """

    themes: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """All themes, in the order of the file.

    Attributes:
        version: As the file says.
        themes: By name.
        boundaries: Rules for what lies between themes.
        neutral: Sentences that are about none of the themes.
        renamed: Theme or `theme.facet` that was, to what it is called now.
        split: Theme or `theme.facet` that was, to those that took its place.
        sha256: Hash of the file.
    """

    version: str
    themes: Mapping[str, ThemeEntry]
    boundaries: tuple[Boundary, ...]
    neutral: tuple[str, ...]
    sha256: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the themes, in order."""
        return tuple(self.themes)

    def check(self, name: str) -> None:
        """Refuse a name that is neither a theme nor a facet of one (`security.food`).

        Raises:
            InputError: There is no such theme or facet.
        """
        check_theme(name, {theme: entry.facets for theme, entry in self.themes.items()})


def check_theme(name: str, themes: Mapping[str, Collection[str]]) -> None:
    """Tell a theme that nothing is about from one that does not exist.

    Args:
        name: A theme, or `theme.facet`.
        themes: Themes that there are, and their facets.

    Raises:
        InputError: There is no such theme or facet.
    """
    theme, _, facet = name.partition(".")
    if theme not in themes:
        raise InputError(f"there is no theme {theme!r}", where="theme", hint=f"Themes: {', '.join(themes)}.")
    if facet and facet not in themes[theme]:
        hint = f"Facets of {theme}: {', '.join(themes[theme]) or 'none'}."
        raise InputError(f"there is no facet {facet!r}", where="theme", hint=hint)


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read and check a taxonomy.

    A file with `extends = "policynlp"` says only what it adds to the package's own themes.

    Args:
        path: A TOML file; default: the package's own.

    Raises:
        SettingsError: The file is missing, is no TOML, or an entry lacks what it must have, with the entry's name.
    """
    if path is None:
        return _default()
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "Check tag.taxonomy, or leave it out for the themes that came with policynlp."
        raise SettingsError("the taxonomy cannot be read", where=str(path), hint=hint) from error
    return _parse(data, where=str(path))


@cache
def _default() -> Taxonomy:
    return _parse(_shipped(), where="taxonomy.toml")


def _shipped() -> bytes:
    return files("policynlp").joinpath("data", "taxonomy.toml").read_bytes()


def _extended(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """The shipped taxonomy with what a file adds: new themes behind its own, new facets and keys in those that it has.

    Wrong types are left as they are for the checks that follow.
    """
    out = {**base, **{key: value for key, value in more.items() if key not in {"extends", "themes", "boundaries", "neutral"}}}
    for key in ("boundaries", "neutral"):
        if key in more:
            out[key] = base[key] + more[key] if isinstance(more[key], list) else more[key]
    if isinstance(more.get("themes", {}), dict):
        out["themes"] = dict(base["themes"])
        for name, entry in more.get("themes", {}).items():
            known = base["themes"].get(name, {})
            if isinstance(entry, dict) and isinstance(entry.get("facets", {}), dict):
                facets = {**known.get("facets", {}), **entry.get("facets", {})}
                entry = {**known, **entry, **({"facets": facets} if facets else {})}
            out["themes"][name] = entry
    else:
        out["themes"] = more["themes"]
    return out


def _parse(data: bytes, *, where: str) -> Taxonomy:
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:  # TOML syntax and UTF-8 alike
        raise SettingsError(f"cannot be read as TOML: {error}", where=where, hint="Mend the file.") from error
    unknown = set(raw) - {"version", "extends", "themes", "boundaries", "neutral", "renamed", "split"}
    if unknown:
        raise _wrong(where, min(unknown), "unknown key")
    if "extends" in raw:
        if raw["extends"] != SHIPPED:
            raise _wrong(where, "extends", f"only {SHIPPED!r}, the taxonomy that came with this version, can be extended")
        data = _shipped() + data
        raw = _extended(tomllib.loads(_shipped().decode("utf-8")), raw)
    entries = raw.get("themes")
    if not isinstance(entries, dict) or not entries:
        raise _wrong(where, "themes", "there must be at least one theme")
    themes = {name: _theme(name, entry, where) for name, entry in entries.items()}
    renamed, split = _changes(raw, themes, where)
    return Taxonomy(
        version=str(raw.get("version", "")),
        themes=themes,
        boundaries=tuple(_boundary(b, themes, where) for b in raw.get("boundaries", [])),
        neutral=_texts(raw, "neutral", where, "neutral"),
        sha256=hashlib.sha256(data).hexdigest(),
        renamed=renamed,
        split=split,
    )


def _theme(name: str, entry: Any, where: str) -> ThemeEntry:
    place = f"themes.{name}"
    common = _common(name, entry, _THEME_KEYS, where, place)
    codes = entry.get("codes", {})
    if not isinstance(codes, dict) or set(codes) - set(CODE_SCHEMES):
        raise _wrong(where, f"{place}.codes", f"codes are lists under {', '.join(CODE_SCHEMES)}")
    facets = entry.get("facets", {})
    if not isinstance(facets, dict):
        raise _wrong(where, f"{place}.facets", "facets are tables")
    return ThemeEntry(
        **common,
        codes={scheme: _texts(codes, scheme, where, f"{place}.codes.{scheme}") for scheme in codes},
        facets={
            key: Facet(**_common(key, facet, _FACET_KEYS, where, f"{place}.facets.{key}")) for key, facet in facets.items()
        },
    )


def _common(name: str, entry: Any, keys: set[str], where: str, place: str) -> dict[str, Any]:
    """What themes and facets share."""
    if not _NAME.fullmatch(name):
        raise _wrong(where, place, "a name is small letters, digits and _")
    if not isinstance(entry, dict):
        raise _wrong(where, place, "an entry is a table with a definition")
    if unknown := set(entry) - keys:
        raise _wrong(where, f"{place}.{min(unknown)}", "unknown key")
    definition = entry.get("definition")
    if not isinstance(definition, str) or not definition.strip():
        raise _wrong(where, f"{place}.definition", "every entry needs a definition of one line")
    return {
        "name": name,
        "title": str(entry.get("title") or name.replace("_", " ").capitalize()),
        "definition": definition.strip(),
        **{key: _texts(entry, key, where, f"{place}.{key}") for key in ("includes", "excludes", "examples")},
    }


def _texts(entry: Mapping[str, Any], key: str, where: str, place: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise _wrong(where, place, "must be a list of texts")
    return tuple(v.strip() for v in value)


def _boundary(entry: Any, themes: Mapping[str, ThemeEntry], where: str) -> Boundary:
    if not isinstance(entry, dict) or not isinstance(entry.get("rule"), str):
        raise _wrong(where, "boundaries", "a boundary has themes and a rule")
    named = _texts(entry, "themes", where, "boundaries.themes")
    for name in named:
        theme, _, facet = name.partition(".")
        if theme not in themes or (facet and facet not in themes[theme].facets):
            raise _wrong(where, "boundaries", f"{name!r} is no theme or facet of this file")
    return Boundary(themes=named, rule=entry["rule"].strip())


def _changes(
    raw: Mapping[str, Any], themes: Mapping[str, ThemeEntry], where: str
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """What was renamed, and what was split."""
    now = {*themes, *(f"{name}.{facet}" for name, theme in themes.items() for facet in theme.facets)}
    renamed: dict[str, str] = {}
    split: dict[str, tuple[str, ...]] = {}
    for key, names in (("renamed", {"from", "to"}), ("split", {"from", "into"})):
        entries = raw.get(key, [])
        if not isinstance(entries, list):
            raise _wrong(where, key, f"is a list of tables: [[{key}]]")
        for entry in entries:
            if not isinstance(entry, dict) or set(entry) != names or not isinstance(entry["from"], str):
                raise _wrong(where, key, f"has {' and '.join(sorted(names))}, nothing else")
            old = entry["from"]
            to = _texts(entry, "into", where, key) if key == "split" else (entry["to"],)
            if old in now:
                raise _wrong(where, key, f"{old!r} is a theme or facet of this file still")
            if old in renamed or old in split:
                raise _wrong(where, key, f"{old!r} comes twice")
            for new in to:
                if new not in now:
                    raise _wrong(where, key, f"{new!r} is no theme or facet of this file")
            if key == "renamed":
                renamed[old] = to[0]
            elif len(to) < 2:
                raise _wrong(where, key, f"{old!r} is split into two at least; if its meaning stayed it is renamed")
            else:
                split[old] = to
    return renamed, split


def _wrong(where: str, place: str, what: str) -> SettingsError:
    return SettingsError(f"{place}: {what}", where=where, hint="See the taxonomy that came with policynlp for an example.")
