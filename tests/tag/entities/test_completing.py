"""Names that models cut short, and capitals that are none."""

from __future__ import annotations

import pytest
from marked_names import named, texts

from policynlp.tag.entities.completing import completed

Names = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("Aid came, Doctors Without Borders said.", [("Borders", "ORG")], [("Doctors Without Borders", "ORG")]),
        ("Aid came, Doctors Without Borders said.", [("Without Borders", "PERSON")], [("Doctors Without Borders", "ORG")]),
        (
            "The state firm Mining Industry Indonesia was silent.",
            [("Indonesia", "GPE")],
            [("Mining Industry Indonesia", "ORG")],
        ),
        (
            "He leads the Action for Ecology and People's Emancipation there.",
            [("Action for Ecology and People", "ORG")],
            [("Action for Ecology and People's Emancipation", "ORG")],
        ),
        ("The levy goes to the Tea Board of Kenya on Monday.", [("Tea Board", "ORG")], [("Tea Board of Kenya", "ORG")]),
        ("The agency Prozoro Analytics was silent.", [("Analytics", "ORG")], [("Prozoro Analytics", "ORG")]),
        ("For Minister Research was a cost.", [("Research", "ORG")], [("Research", "ORG")]),
        (
            "Only the Medical Practitioners, Pharmacists and Dentists Union wants more.",
            [("Medical Practitioners", "ORG"), ("Pharmacists", "ORG"), ("Dentists Union", "ORG")],
            [("Medical Practitioners, Pharmacists and Dentists Union", "ORG")],
        ),
        (
            "The Meteorology, Climatology and Geophysics Agency warned.",
            [("The Meteorology", "ORG"), ("Climatology", "ORG"), ("Geophysics Agency", "ORG")],
            [("The Meteorology, Climatology and Geophysics Agency", "ORG")],
        ),
        (
            "A study by the Drainage and Irrigation Department found it.",
            [("Irrigation Department", "ORG")],
            [("Drainage and Irrigation Department", "ORG")],
        ),
        (
            "So says the Batu Pahat Hawkers and Petty Traders Association.",
            [("Batu Pahat Hawkers", "ORG"), ("Petty Traders Association", "ORG")],
            [("Batu Pahat Hawkers and Petty Traders Association", "ORG")],
        ),
        (
            "The Peasants and Herders League was silent.",
            [("Peasants", "ORG"), ("Herders League", "ORG")],
            [("Peasants and Herders League", "ORG")],
        ),
        (
            "It angers Carpenters and Herders League alike.",
            [("Carpenters", "ORG"), ("Herders League", "ORG")],
            [("Carpenters", "ORG"), ("Herders League", "ORG")],
        ),
        ("So says the association Scuole di Prato.", [("Prato", "ORG")], [("Scuole di Prato", "ORG")]),
        ("In de Volkskrant it was new.", [("Volkskrant", "ORG")], [("Volkskrant", "ORG")]),
        (
            "So says the Inner Mongolia Forestry and Grassland Bureau.",
            [("Inner Mongolia Forestry", "ORG"), ("Grassland Bureau", "ORG")],
            [("Inner Mongolia Forestry and Grassland Bureau", "ORG")],
        ),
        (
            "So say the Ministry of Agriculture and Forestry Bureau.",
            [("Ministry of Agriculture", "ORG"), ("Forestry Bureau", "ORG")],
            [("Ministry of Agriculture", "ORG"), ("Forestry Bureau", "ORG")],
        ),
        (
            "It angers General Motors and Auto Workers Union alike.",
            [("General Motors", "ORG"), ("Auto Workers Union", "ORG")],
            [("General Motors", "ORG"), ("Auto Workers Union", "ORG")],
        ),
        ("Then the Comptroller's Office reported.", [("Office", "ORG")], [("Comptroller's Office", "ORG")]),
        ("Getnet Asmare (PhD) was silent.", [("Getnet Asmare", "PERSON"), ("PhD", "ORG")], [("Getnet Asmare", "PERSON")]),
        ("He sat on the board of Kenya Airways.", [("Kenya Airways", "ORG")], [("Kenya Airways", "ORG")]),
        ("Farmers came. Other farmers did not.", [("Farmers", "ORG")], []),
        (
            "The Committee for a Responsible Harbour Budget was silent.",
            [("Committee", "ORG"), ("Responsible Harbour Budget", "ORG")],
            [("Committee for a Responsible Harbour Budget", "ORG")],
        ),
        (
            "The Auditor General's Department reported in June.",
            [("Department", "ORG")],
            [("Auditor General's Department", "ORG")],
        ),
        ("They recovered 40 per cent of it.", [("40 per cent", "MONEY")], [("40 per cent", "PERCENT")]),
    ],
)
def test_what_is_mended(text: str, seen: Names, whole: Names) -> None:
    tokens, found = named(text, *seen)
    assert texts(tokens, completed(tokens, found)) == whole


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("A letter from the Committee for Acme was read.", [("Committee", "ORG"), ("Acme", "ORG")]),  # Acme gets it
        ("The mills went Without Borders said.", [("Borders", "ORG")]),  # no name stands before it
        ("In the Energy report Indonesia was praised.", [("Indonesia", "GPE")]),
        ("The Bank of Ann Lee, Indonesia, failed.", [("Ann Lee", "PERSON"), ("Indonesia", "GPE")]),
        ("Samsung Energy Indonesia opened.", [("Samsung Energy", "ORG"), ("Indonesia", "GPE")]),  # part of another name
        ("He spoke for Land and People's rights.", [("Land and People", "ORG")]),
        ("Farmers came.", [("Farmers", "ORG")]),
        ("They recovered 40 million dollars.", [("40 million dollars", "MONEY")]),
    ],
)
def test_what_stays(text: str, seen: Names) -> None:
    tokens, found = named(text, *seen)
    assert completed(tokens, found) == found
