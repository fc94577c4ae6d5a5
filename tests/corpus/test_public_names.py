"""Names of files as they are published: no folder of whoever made the corpus."""

from __future__ import annotations

import pytest

from policynlp.corpus.public_names import public_row, public_uri, public_work


@pytest.mark.parametrize(
    ("uri", "public"),
    [
        ("/home/ada/private/plan.txt", "plan.txt"),
        ("../../drafts/plan.txt", "plan.txt"),
        ("file:///home/ada/plan.txt", "plan.txt"),
        ("C:\\Users\\Ada\\plan.txt", "plan.txt"),
        ("/home/ada/rows.csv#3", "rows.csv#3"),
        ("plan.txt", "plan.txt"),
        ("-", "-"),
        ("https://ministry.example/plans/1?page=2#top", "https://ministry.example/plans/1?page=2#top"),
        ("s3://bucket/plans/1.txt", "s3://bucket/plans/1.txt"),
        ("nexis:5XYZ", "nexis:5XYZ"),
    ],
)
def test_a_path_is_published_as_the_name_of_its_file(uri: str, public: str) -> None:
    assert public_uri(uri) == public


def test_works_of_one_name_stay_apart() -> None:
    one, other = public_work("file:../ada/plan.txt"), public_work("file:../bo/plan.txt")
    assert one != other
    assert one == public_work("file:../ada/plan.txt")
    assert one.startswith("file:plan.txt~")
    assert public_work("file:../ada/rows.csv#7").endswith("#7")
    assert public_work("https://ministry.example/plan") == "https://ministry.example/plan"


def test_rows_without_an_address_stay_as_they_are() -> None:
    assert public_row({"id": "x", "uri": None}) == {"id": "x", "uri": None}
