"""Money by a name that several countries share, in a paper that names no country: "pounds" of Egypt, "$" of Australia, "Rs" of Pakistan.

A budget note need not say which country it is of. Its currency is then assumed, and it is compared with that of a text whose
country is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policynlp.link.statements import Statement
from policynlp.tag.claims.money_table import SHARED_NAMES
from policynlp.tags import Claim, Entity

ASSUMED = "currency_assumed"
FAMILY = "money:~"
"""Prefix of the dimension in which such sums are compared."""
_FAMILY_OF = {code: name for name, table in SHARED_NAMES.items() for code in (*table.values(), name)}


def countries_of(entities: Iterable[Entity]) -> frozenset[str]:
    """ISO codes of the countries that a text names."""
    return frozenset(e.country for e in entities if e.country)


def in_family(statement: Statement, claim: Claim, named: frozenset[str]) -> Statement | None:
    """The statement in the dimension of all currencies of one name; null where its currency is sure and has a name of its own.

    Args:
        statement: Of a sum of money.
        claim: Its claim.
        named: Countries that the text names.
    """
    head, _, rest = statement.dimension.removeprefix("money:").partition(" / ")
    family = _FAMILY_OF.get(head) if statement.dimension.startswith("money:") else None
    if family is None:
        return None
    open_ = head == family and ASSUMED in claim.flags and not named & SHARED_NAMES[family].keys()
    if not open_ and head == family:
        return None
    return replace(statement, dimension=f"{FAMILY}{family}{' / ' * bool(rest)}{rest}", currency=head, assumed=open_)


def may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two sums in a dimension of one name may be of one currency: where that of one alone is assumed."""
    return not a.dimension.startswith(FAMILY) or (a.currency != b.currency and a.assumed != b.assumed)
