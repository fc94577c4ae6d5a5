"""Bodies of which a model sees a part or several names, and people whose surname it leaves out."""

from __future__ import annotations

import pytest
from marked_names import named, texts

from policynlp.tag.entities.completing import completed

Names = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        (
            "So says the Kaisahan ng Magsasaka sa Gitnang Luzon.",
            [("Magsasaka", "ORG"), ("Gitnang Luzon", "GPE")],
            [("Kaisahan ng Magsasaka sa Gitnang Luzon", "ORG")],
        ),
        (
            "In July Southern Millers Forum chairman Ana Reis left.",
            [("Southern", "PERSON")],
            [("Southern Millers Forum", "ORG")],
        ),
        ("So the Khulna Rice Mills Forum met.", [("Khulna", "ORG")], [("Khulna Rice Mills Forum", "ORG")]),
        (
            "So the Comptroller and Auditor General found.",
            [("Comptroller", "ORG"), ("Auditor General", "ORG")],
            [("Comptroller and Auditor General", "ORG")],
        ),
        ("So the Controller and Auditor General found.", [("Controller", "ORG")], [("Controller and Auditor General", "ORG")]),
        ("So said Kiln Group Co., Ltd. in May.", [("Kiln Group Co.", "ORG")], [("Kiln Group Co., Ltd.", "ORG")]),
        (
            "So says the Hill Farmers' Collective.",
            [("Hill Farmers", "ORG"), ("Collective", "ORG")],
            [("Hill Farmers' Collective", "ORG")],
        ),
        (
            "So says Ana Rogers' Senate.",
            [("Ana Rogers", "PERSON"), ("Senate", "ORG")],
            [("Ana Rogers", "PERSON"), ("Senate", "ORG")],
        ),
        (
            "So says Sông Hồng Water Supply and Sewerage Joint Stock Company.",
            [("Sông Hồng Water Supply", "PERSON"), ("Sewerage Joint Stock Company", "ORG")],
            [("Sông Hồng Water Supply and Sewerage Joint Stock Company", "ORG")],
        ),
        ("Since July Alford Steel has been shut.", [("Alford Steel", "GPE")], [("Alford Steel", "ORG")]),
        (
            "Since July, Konak Chamber of Agriculture has asked.",
            [("Chamber of Agriculture", "ORG")],
            [("Konak Chamber of Agriculture", "ORG")],
        ),
        ("So the Right to Housing Coalition says.", [("Housing Coalition", "ORG")], [("Right to Housing Coalition", "ORG")]),
        ("So Bahn für Morgen says.", [("Bahn", "ORG"), ("Morgen", "ORG")], [("Bahn für Morgen", "ORG")]),
        (
            "So the Leda Forum for Food Economics says.",
            [("Leda Forum", "ORG"), ("Food Economics", "ORG")],
            [("Leda Forum for Food Economics", "ORG")],
        ),
        (
            "So the Leda Works for Kiln Group today.",
            [("Leda Works", "ORG"), ("Kiln Group", "ORG")],
            [("Leda Works", "ORG"), ("Kiln Group", "ORG")],
        ),
        ("So Huynh Thi Ba Nam says.", [("Huynh", "ORG"), ("Thi Ba Nam", "PERSON")], [("Huynh Thi Ba Nam", "PERSON")]),
        ("So Huynh Thi Ba Nam says.", [("Huynh", "PERSON")], [("Huynh Thi Ba Nam", "PERSON")]),
        ("So says Ms Thi of Leda.", [("Thi", "PERSON")], [("Thi", "PERSON")]),
        ("On Monday Thi Ha Swe spoke.", [("Thi Ha Swe", "PERSON")], [("Thi Ha Swe", "PERSON")]),
        (
            "So Leda Bank Thi Ba Nam says.",
            [("Leda Bank", "ORG"), ("Thi Ba Nam", "PERSON")],
            [("Leda Bank", "ORG"), ("Thi Ba Nam", "PERSON")],
        ),
        ("So Acme Dan Reis says.", [("Acme", "ORG"), ("Reis", "PERSON")], [("Acme", "ORG"), ("Reis", "PERSON")]),
        ("So Carlos dos Kiln says.", [("Carlos", "PERSON"), ("Kiln", "ORG")], [("Carlos", "PERSON"), ("Kiln", "ORG")]),
        (
            "They left the Leda Institute for Acme Bank.",
            [("Leda Institute", "ORG"), ("Acme Bank", "ORG")],
            [("Leda Institute", "ORG"), ("Acme Bank", "ORG")],
        ),
        ("Its head, Imraan Sayed, said no.", [("Imraan", "PERSON")], [("Imraan Sayed", "PERSON")]),
    ],
)
def test_parts_are_one_name(text: str, seen: Names, whole: Names) -> None:
    tokens, found = named(text, *seen)
    assert texts(tokens, completed(tokens, found)) == whole


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("So British Gas and Thames Water Limited say.", [("British Gas", "ORG"), ("Thames Water Limited", "ORG")]),
        ("In Southern Millers Forum met.", [("Southern", "PERSON")]),  # no office behind it
        ("Since then Former Chamber of Commerce chiefs have left.", [("Chamber of Commerce", "ORG")]),
        ("On Monday Chamber of Commerce chiefs left.", [("Chamber of Commerce", "ORG")]),
        ("Retired Chamber of Commerce chiefs left.", [("Chamber of Commerce", "ORG")]),
        ("So Trump Republicans said.", [("Trump", "PERSON")]),
        ("So Imraan Sayed Road was shut.", [("Imraan", "PERSON")]),
        ("So Alford Road was shut.", [("Alford Road", "GPE")]),
    ],
)
def test_what_is_no_part_of_it(text: str, seen: Names) -> None:
    tokens, found = named(text, *seen)
    assert completed(tokens, found) == found
