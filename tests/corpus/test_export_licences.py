"""Licences as sources state them, and what may go out."""

from __future__ import annotations

import pytest

from policynlp.corpus.export.licences import known_licences, licence_of, text_policy


@pytest.mark.parametrize(
    ("statement", "spdx", "policy"),
    [
        ("CC0-1.0", "CC0-1.0", "full"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", "full"),
        ("CC BY 4.0", "CC-BY-4.0", "full"),
        ("cc-by-4.0", "CC-BY-4.0", "full"),
        ("CC BY", None, "full"),
        ("http://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0", "full"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0", "full"),
        ("CC BY-SA 3.0", "CC-BY-SA-3.0", "full"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0", "full"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0", "snippet"),
        ("CC BY-ND 4.0", "CC-BY-ND-4.0", "snippet"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 2.0", "CC-BY-NC-ND-2.0", "snippet"),
        ("Open Government Licence v3.0", "OGL-UK-3.0", "full"),
        ("Open Government Licence – Canada", None, "full"),
        ("dl-de/by-2-0", None, "full"),
        ("Public domain", None, "full"),
        ("MIT", "MIT", "full"),
    ],
)
def test_statements(statement: str, spdx: str | None, policy: str) -> None:
    licence = licence_of(statement)
    assert licence is not None
    assert (licence.spdx, text_policy(statement)) == (spdx, policy)


@pytest.mark.parametrize(
    "statement",
    [
        None,
        "",
        "© 2024 Harbour Gazette. All rights reserved.",
        "All rights reserved; CC BY logos removed",
        "proprietary",
        "permit",
        "BY",
    ],
)
def test_unknown_and_reserved_give_a_snippet(statement: str | None) -> None:
    assert licence_of(statement) is None
    assert text_policy(statement) == "snippet"


def test_what_is_asked_for_goes_before_the_licence() -> None:
    assert text_policy(None, mode="full") == "full"
    assert text_policy("CC0-1.0", mode="none") == "none"


def test_every_licence_is_found_by_its_own_address_and_identifier() -> None:
    for licence in known_licences():
        for statement in (licence.url, licence.spdx):
            found = licence_of(statement) if statement else licence
            assert found is not None
            assert found.name == licence.name
        assert licence.spdx is None or licence_of(licence.spdx) == licence
