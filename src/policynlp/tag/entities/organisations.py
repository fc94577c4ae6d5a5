"""Names of organisations as capitalised words with a head noun."""

from __future__ import annotations

from policynlp.tag.entities.acronyms import is_acronym, matches_initials
from policynlp.tag.entities.name_runs import is_word, left_edge, right_edge
from policynlp.tag.entities.name_words import LEADING_WORDS, LIST_HEADS, NO_LONE_OF, ORG_HEADS, ORG_OF_HEADS, POLICY_HEADS
from policynlp.tag.entities.office_fields import is_field
from policynlp.tag.entities.place_names import cities, countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Seen, Tokens
from policynlp.tag.people.evidence import SPEAKS

_OF = frozenset({"of", "for", "on"})
_HOLDERS = frozenset("general auditor comptroller ombudsman prosecutor commissioner registrar inspector statistician".split())  # noqa: SIM905
"""Last words of who has an office that is a body by that name: "Office of the Comptroller General"."""


def find_organisations(tokens: Tokens, *, seen: Seen) -> list[Mention]:
    """Organisations with a head noun of their own kind, in order.

    Args:
        tokens: The document.
        seen: What the model sees.
    """
    found: list[Mention] = []
    for i, word in enumerate(tokens.lower):
        if (
            not tokens.cap[i]
            or tokens.furniture[i]
            or tokens.headline[i]
            or (word not in ORG_HEADS and word not in ORG_OF_HEADS)
        ):
            continue
        mention = _around(tokens, i, seen)
        if mention is None or tokens.words(mention.start, mention.end).lower() in countries():
            continue  # "Democratic Republic of the Congo"
        if found and mention.start < found[-1].end:
            if mention.end > found[-1].end:
                found[-1] = Mention(min(mention.start, found[-1].start), mention.end, "ORG", score=0.8)
        else:
            found.append(mention)
    return found


def _around(tokens: Tokens, head: int, seen: Seen) -> Mention | None:
    word, n = tokens.lower[head], len(tokens)
    end = head + 1
    if tokens.lower[head : head + 2] == ["cabinet", "secretary"]:
        return None
    if end < n and not tokens.barrier[end] and is_word(tokens, end) and tokens.lower[end] not in LEADING_WORDS:
        if tokens.lower[end] not in countries() or (end + 1 < n and not tokens.barrier[end + 1] and is_word(tokens, end + 1)):
            return None  # its head noun comes later
        end += 1  # "Northeastern University China"

    def may_join(i: int) -> bool:
        before = tokens.lower[i - 1]
        return (
            before not in ORG_HEADS and before not in POLICY_HEADS and i not in seen.ends and not tokens.text[i - 1].isupper()
        )

    start = left_edge(
        tokens,
        head,
        may_join=may_join,
        governs=lambda i: tokens.lower[i] in ORG_OF_HEADS and tokens.lower[i + 2] != "the",
        of_words=frozenset({"of"}) if word in ORG_HEADS else frozenset(),
        people=seen.people,
    )
    if start == head and head > 0 and tokens.lower[head - 1] == "general" and tokens.cap[head - 1] and not tokens.barrier[head]:
        start = head - 1  # "General Syndicate": no rank
    if word in ORG_OF_HEADS and end == head + 1:
        lists = word in LIST_HEADS

        def ends_at(i: int) -> bool:
            return i in seen.starts and i - head > 3 and not is_field(tokens.lower[i])

        end = right_edge(tokens, end, prepositions=_OF, lists=lists, ends_at=ends_at, people=seen.people)
    before = [k for k in range(start, head) if tokens.text[k][0].isalnum()]
    if not before and (end == head + 1 or (word in NO_LONE_OF and tokens.lower[end - 1] not in _HOLDERS)):
        return None
    if word not in ORG_HEADS and not (before and end > head + 1):
        return None
    if end == head + 1 and before and all(k in seen.nationalities for k in before):
        return None  # "the Chinese Ministry", "French Parliament": left to the model
    return Mention(start, end, "ORG", score=0.8)


_MOST_WORDS = 9
_INSIDE = frozenset({"of", "the", "for", "and", "&", "in"})


def bodies_with_initials(tokens: Tokens) -> list[Mention]:
    """Names whose initials stand behind them and that say something or are called a body: "Sea Harvesters of Panay (SHP), a group"."""
    found = []
    for i in range(2, len(tokens) - 3):
        if tokens.text[i] != "(" or tokens.text[i + 2] != ")" or not is_acronym(tokens.text[i + 1]) or tokens.headline[i]:
            continue
        start = i
        while start and i - start < _MOST_WORDS and not tokens.barrier[start] and _is_inside(tokens, start - 1):
            start -= 1
        while start < i and not tokens.cap[start]:
            start += 1
        name = tokens.words(start, i)
        short = tokens.text[i + 1]
        if i - start < 2 or len(short) < 3 or not matches_initials(short, name) or short[0] != name[0]:
            continue
        if _is_body(tokens, i + 3) or tokens.lower[i - 1] in _HOLDERS:
            found.append(Mention(start, i, "ORG", "rule", 0.7))
    return found


def _is_inside(tokens: Tokens, i: int) -> bool:
    return (tokens.cap[i] and tokens.text[i].isalpha()) or tokens.lower[i] in _INSIDE


def _is_body(tokens: Tokens, i: int) -> bool:
    """Whether a verb of speech follows, or a noun of what bodies are: ", a group that"."""
    if tokens.lower[i] in SPEAKS:
        return True
    apposed = tokens.text[i] == "," and tokens.lower[i + 1 : i + 2] in (["a"], ["an"], ["the"])
    return apposed and any(word in ORG_HEADS for word in tokens.lower[i + 2 : i + 5])


_LEADERS = frozenset(
    {"executive", "ceo", "founder", "co-founder", "cofounder", "chairman", "chairwoman", "chairperson", "chair"}
)
_LED = frozenset({"of", "at"})
_MAX_LEAD = 5


def _is_known(tokens: Tokens, m: Mention) -> bool:
    name = tokens.words(m.start, m.end).lower().removeprefix("the ")
    return name in countries() or name in subdivisions() or name in cities()


def led_bodies(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """Names of two or more words that somebody is chief executive, chair or founder of, which the model sees only in part."""
    found = []
    whole = {(m.start, m.end) for m in model} | {(m.start + 1, m.end) for m in model if tokens.lower[m.start] == "the"}
    at = {i: m for m in model for i in range(m.start, m.end)}
    n = len(tokens)
    for i in range(1, n - 2):
        if tokens.lower[i] not in _LED or not (
            tokens.lower[i - 1] in _LEADERS
            or (tokens.lower[i - 1] == "director" and tokens.lower[i - 2] in {"executive", "managing"})
        ):
            continue
        start = i + 1
        while start < min(n, i + _MAX_LEAD) and not tokens.cap[start] and (tokens.text[start].isalpha()):
            start += 1
        end = start
        while end < n and is_word(tokens, end) and tokens.text[end].isalnum() and not tokens.barrier[end]:
            end += 1
        name = tokens.words(start, end).lower() if end > start else ""
        over = at.get(start)
        place = over is not None and over.label in {"GPE", "LOC"} and not _is_known(tokens, over)
        seen = over is not None and (over.label == "ORG" or (over.end >= end and not place))
        if (
            end - start > 1
            and not seen
            and not any(tokens.barrier[i:end])
            and ((start, end) not in whole or place)
            and name not in countries()
        ):
            found.append(Mention(start, end, "ORG", score=0.7))
    return found
