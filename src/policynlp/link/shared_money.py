"""Money by a name that several countries share, in a paper that names no country: "pounds" of Egypt, "$" of Australia, "Rs" of Pakistan.

A budget note need not say which country it is of. Its currency is then assumed, and it is compared with that of a text whose
country is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from policynlp.link.statements import Statement
from policynlp.tag.claims.money_table import SHARED_NAMES
from policynlp.tags import Claim, Entity

ASSUMED = "currency_assumed"
FAMILY = "money:~"
"""Prefix of the dimension in which such sums are compared."""
_DOLLAR = "USD"
_FAMILY_OF = {code: name for name, table in SHARED_NAMES.items() for code in (*table.values(), name)}


def countries_of(entities: Iterable[Entity]) -> Counter[str]:
    """ISO codes of the countries that a text names, by themselves or by a place, and how often."""
    return Counter(e.country for e in entities if e.country)


def in_family(statement: Statement, claim: Claim, named: Mapping[str, int]) -> Statement | None:
    """The statement in the dimension of all currencies of one name; null where its currency is sure and has a name of its own.

    Args:
        statement: Of a sum of money.
        claim: Its claim.
        named: Countries that the text names, and how often.
    """
    head, _, rest = statement.dimension.removeprefix("money:").partition(" / ")
    family = _FAMILY_OF.get(head) if statement.dimension.startswith("money:") else None
    if family is None:
        return None
    open_ = head == family and ASSUMED in claim.flags and not _is_told(family, named)
    if not open_ and head == family:
        return None
    return replace(statement, dimension=f"{FAMILY}{family}{' / ' * bool(rest)}{rest}", currency=head, assumed=open_)


def _is_told(family: str, named: Mapping[str, int]) -> bool:
    """Whether the countries that a text names tell whose money it writes.

    "$" that no country has made another currency than the American one is that of the United States only where these are named
    more than once, and more than the other countries that have dollars: a paper of Ontario need not name Canada.
    """
    if family != _DOLLAR:
        return any(country in named for country in SHARED_NAMES[family])
    others = sum(n for country, n in named.items() if country in SHARED_NAMES[family] and country != "US")
    return named.get("US", 0) > max(1, others)


def may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two sums in a dimension of one name may be of one currency: where that of one alone is assumed."""
    return not a.dimension.startswith(FAMILY) or (a.currency != b.currency and a.assumed != b.assumed)
