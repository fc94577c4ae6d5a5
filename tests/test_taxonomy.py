"""The taxonomy: what every entry has, and what a broken file is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from policynlp.errors import SettingsError
from policynlp.tag.models import models_dir
from policynlp.tag.themes.classifier import ThemeClassifier
from policynlp.taxonomy import CODE_SCHEMES, load_taxonomy

NAMES = [
    "security",
    "talent",
    "agriculture",
    "economy",
    "technology",
    "trade",
    "foreign_affairs",
    "energy",
    "environment",
    "regional_infrastructure",
    "labour",
    "social_welfare",
    "health",
    "law_public_order",
    "rights_migration",
    "governance",
    "culture",
]


def test_has_the_themes_of_the_format() -> None:
    assert list(load_taxonomy().names) == NAMES


def test_facets() -> None:
    facets = {name: set(theme.facets) for name, theme in load_taxonomy().themes.items() if theme.facets}
    assert facets == {
        "security": {"national", "public", "food", "energy", "ecological", "industrial_supply_chain", "cyber_data"},
        "talent": {"education", "workforce_skills", "research_personnel", "mobility_brain_drain"},
        "agriculture": {"farming_land", "rural_life", "food_supply", "fisheries_forestry"},
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_is_described(name: str) -> None:
    theme = load_taxonomy().themes[name]
    assert theme.definition
    assert "\n" not in theme.definition
    assert theme.includes
    assert theme.excludes
    assert 8 <= len(theme.examples) <= 12
    assert set(theme.codes) <= set(CODE_SCHEMES)
    assert theme.codes["cap"]
    for facet in theme.facets.values():
        assert 3 <= len(facet.examples) <= 6


def test_no_example_serves_twice() -> None:
    taxonomy = load_taxonomy()
    examples = [*taxonomy.neutral]
    for theme in taxonomy.themes.values():
        examples += theme.examples
        for facet in theme.facets.values():
            examples += facet.examples
    assert len(examples) == len(set(examples))


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "taxonomy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_theme_needs_a_name_and_a_definition_only(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, '[themes.space_law]\ndefinition = "Treaties on outer space."'))
    assert taxonomy.themes["space_law"].title == "Space law"
    assert taxonomy.themes["space_law"].examples == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "at least one theme"),
        ("[themes.a", "TOML"),
        ("[themes.a]\ntitle = 'A'", "themes.a.definition"),
        ("[themes.A]\ndefinition = 'x'", "themes.A"),
        ("[themes.a]\ndefinition = 'x'\nexample = ['y']", "themes.a.example"),
        ("[themes.a]\ndefinition = 'x'\nexamples = 'y'", "themes.a.examples"),
        ("[themes.a]\ndefinition = 'x'\n[themes.a.codes]\nicd = ['1']", "themes.a.codes"),
        ("[themes.a]\ndefinition = 'x'\n[themes.a.facets.b]\ntitle = 'B'", "themes.a.facets.b.definition"),
        ("[themes.a]\ndefinition = 'x'\n[[boundaries]]\nthemes = ['b']\nrule = 'r'", "'b' is no theme"),
        ("wrong = 1\n[themes.a]\ndefinition = 'x'", "wrong"),
    ],
)
def test_a_broken_file_is_told_where(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_taxonomy(write(tmp_path, text))
    assert told in error.value.message
    assert "taxonomy.toml" in error.value.message


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_taxonomy(tmp_path / "none.toml")


def test_the_hash_follows_the_file(tmp_path: Path) -> None:
    one = load_taxonomy(write(tmp_path, "[themes.a]\ndefinition = 'x'")).sha256
    assert one != load_taxonomy(write(tmp_path, "[themes.a]\ndefinition = 'y'")).sha256


def test_a_file_that_extends_says_what_it_adds(tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    path.write_text(
        'extends = "policynlp"\nneutral = ["Ah."]\n[themes.tourism]\ndefinition = "Guests."\n'
        '[[boundaries]]\nthemes = ["tourism", "culture"]\nrule = "Guests are tourism."\n',
        encoding="utf-8",
    )
    shipped, more = load_taxonomy(), load_taxonomy(path)
    assert more.names == (*shipped.names, "tourism")
    assert more.neutral == (*shipped.neutral, "Ah.")
    assert more.boundaries[-1].themes == ("tourism", "culture")
    path.write_text('extends = "policynlp"\nversion = "mine"\n[themes.culture]\ndefinition = "Songs."\n', encoding="utf-8")
    reworded = load_taxonomy(path)
    assert (reworded.version, reworded.themes["culture"].definition) == ("mine", "Songs.")
    assert reworded.themes["culture"].examples == shipped.themes["culture"].examples


@pytest.mark.parametrize(
    "text",
    [
        'extends = "theirs"',
        'extends = "policynlp"\nthemes = 3',
        'extends = "policynlp"\nneutral = "x"',
        'extends = "policynlp"\n[themes.new]',
    ],
)
def test_what_cannot_be_extended(text: str, tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_taxonomy(path)


def test_a_file_says_what_was_renamed_and_split(tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.toml"
    path.write_text(
        'extends = "policynlp"\n[[renamed]]\nfrom = "farming"\nto = "agriculture"\n'
        '[[split]]\nfrom = "society"\ninto = ["health", "security.food"]\n'
    )
    taxonomy = load_taxonomy(path)
    assert taxonomy.renamed == {"farming": "agriculture"}
    assert taxonomy.split == {"society": ("health", "security.food")}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('[[renamed]]\nfrom = "farming"\nto = "colours"', "'colours' is no theme"),
        ('[[renamed]]\nfrom = "health"\nto = "culture"', "'health' is a theme or facet of this file still"),
        ('[[renamed]]\nfrom = "farming"', "has from and to"),
        (
            '[[renamed]]\nfrom = "farming"\nto = "health"\n[[split]]\nfrom = "farming"\ninto = ["health", "culture"]',
            "comes twice",
        ),
        ('[[split]]\nfrom = "farming"\ninto = ["health"]', "into two at least"),
        ('renamed = "farming"', "list of tables"),
    ],
)
def test_a_change_that_cannot_be_is_told(tmp_path: Path, lines: str, told: str) -> None:
    path = tmp_path / "taxonomy.toml"
    path.write_text(f'extends = "policynlp"\n{lines}\n')
    with pytest.raises(SettingsError, match=told):
        load_taxonomy(path)


def test_a_theme_of_a_users_own_is_known_by_what_is_in(tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.toml"
    lines = ['extends = "policynlp"', "[themes.tourism]", 'definition = "Guests."']
    lines += ['includes = ["hotels", "cruises"]', 'excludes = ["tents"]']
    path.write_text("\n".join([*lines, 'examples = ["Hotels were full."]']), encoding="utf-8")
    taxonomy = load_taxonomy(path)
    assert taxonomy.themes["tourism"].described == ("Guests.", "hotels", "cruises", "Hotels were full.")
    read: list[str] = []

    def encode(text: str) -> Any:
        read.append(text)
        return np.eye(1, 384, len(read), dtype=np.float32)[0]

    ThemeClassifier(models_dir() / "themes", taxonomy, encode=encode)
    assert read == ["Guests.", "hotels", "cruises", "Hotels were full."]
