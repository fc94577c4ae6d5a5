"""What a name model takes for a person and is none: words of offices, what honours a name, nationalities, places, bodies."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from policynlp.tag.dates_words import MONTHS
from policynlp.tag.entities.acronyms import is_acronym, matches_initials
from policynlp.tag.entities.gazetteer import readings
from policynlp.tag.entities.name_words import FIRM_ENDS
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import SPEAKS, STRONG, evidence
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import (
    BEFORE_LONG_NAMES,
    CALLED_PARENTS,
    HONORIFICS,
    MODIFIERS,
    OFFICES,
    PARTISANS,
    STYLES,
    SURNAMES_TOO,
    role_head,
)
from policynlp.tag.people.seats import is_seat
from policynlp.tag.people.turn_words import is_in_a_turn

_SCORE = 0.7
_PLURAL = frozenset({"NNS", "NNPS"})
_OF_FIRMS = frozenset({"ceo", "cfo", "coo", "cto", "analyst"})
"""Roles in front of which a name of two words is a firm's."""
HE_OR_SHE = frozenset({"he", "she", "his", "her", "him"})
_NEAR_TOKENS = 10
_LEAST_PRESIDED = 3
_PRESIDE = frozenset(
    {"president", "chairman", "chairwoman", "chairperson", "chair", "secretary-general", "convener", "convenor"}
)
"""Offices that bodies have, no persons."""
_OF_DEMOCRATS = frozenset({"christian", "social", "liberal", "free"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NO_PERSONS = frozenset(
    """
    dog cat horse mare donkey mule cow bull ox goat ram sheep parrot camel elephant boat ship ferry vessel trawler tug train
    locomotive tractor truck bus car machine robot dam bridge cyclone hurricane typhoon storm
    """.split()
)
_BASED = 4
_LEAST_INITIALS = 3
_NAMED = 2
_OUTSIDE = frozenset({"outside", "near"})
_SECOND = frozenset({"vice", "deputy"})
_SITES = frozenset(
    "station village town farm road field school mine plant base camp market plantation hamlet junction checkpoint quarry".split()
)
_OF_A_PLACE = frozenset(
    """
    mayor governor villagers residents inhabitants town village city district province island outskirts municipality
    region county port valley slopes
    """.split()
)
_PARTIES = frozenset({"R", "D", "DFL"})
_FIRMS = frozenset(
    """
    company firm consultancy retailer manufacturer lender insurer start-up startup charity nonprofit ngo cooperative co-operative
    conglomerate carmaker brewery think-tank broker-dealer wholesaler supermarket
    """.split()
)
_BODIES = _FIRMS | {
    "group",
    "organisation",
    "organization",
    "association",
    "union",
    "foundation",
    "institute",
    "agency",
    "network",
    "coalition",
}
_HOUSES = frozenset(
    """
    station terminal airport bridge hospital clinic stadium market park dam canal reservoir prison neighborhood neighbourhood settlement
    depot substation mill factory refinery smelter school campus mosque church temple theatre theater barracks
    """.split()
)
_BEFORE_MONTHS = frozenset("in since until till last next late early mid".split())
_MOVES = frozenset(
    "moved move moves moving travelled traveled travels drove drives road train line bus ferry flight trip".split()
)
_MOVE_TOKENS = 5
_MOST_BEFORE_NOUN = 6
_TRADES = frozenset("exporter importer producer processor miller group".split())
"""What people are as well; "-based" stands before a firm's name."""
_PLACE_ENDS = frozenset({"city", "county", "province", "district", "township", "prefecture", "upazila", "voivodeship"})
_BODY_ENDS = frozenset(
    """
    university institute ministry committee council commission association inc corp ltd hospital department agency elementary
    steel steelworks motors airways securities holdings bureau federation television radio foods cement textiles shipyard shipyards
    refinery pharma semiconductors
    """.split()
)
"""Last words of names that no surname is."""


def is_common_word(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is a word: "Pollsters said", "Nationally, ...", "Agriculture Minister", "Mum"."""
    if m.label != "PERSON":
        return False
    if is_seat(tokens.words(m.start, m.end)) or _is_honorific(tokens, m) or is_in_a_turn(tokens, m):
        return True
    if m.end - m.start != 1:
        titled = all(tokens.lower[k] in MODIFIERS or role_head(tokens.text[k]) for k in range(m.start, m.end))
        office = titled and role_head(tokens.text[m.end - 1]) is not None and tokens.lower[m.end - 1] not in SURNAMES_TOO
        return (
            tokens.lower[m.end - 1] in OFFICES or office
        )  # "Agriculture Minister", "Principal Secretary", before a name or alone
    if tokens.lower[m.start] in {"nos", "no"}:
        return True  # "Nos. 87 and 88"
    if tokens.lower[m.start] in CALLED_PARENTS | PARTISANS:
        return True
    if tokens.lower[m.start] in _OF_DEMOCRATS and m.end < len(tokens) and tokens.lower[m.end].startswith("democrat"):
        return True
    if tokens.lower[m.start] in HONORIFICS and m.end < len(tokens) and tokens.text[m.end] == ".":
        return True  # "Engr" + "." before a name
    if tokens.lower[m.start] in MODIFIERS and m.end < len(tokens) and tokens.cap[m.end] and role_head(tokens.text[m.end]):
        return True  # "Agriculture" + "Secretary"
    if (
        tokens.lower[m.start] in MONTHS
        and m.start
        and tokens.lower[m.start - 1] in _BEFORE_MONTHS
        and not _is_surname(tokens, m)
    ):
        return True  # "moved to Bârlad in June"
    if tokens.text[m.start].islower():
        return True  # a noun that a model takes for a name
    token = tokens.doc[m.start]
    if tokens.lower[m.start].endswith("ly") and token.pos_ == "ADV":
        return True
    return (
        tokens.sent_start[m.start] and token.tag_ in _PLURAL and tokens.lower[m.start].endswith(("ers", "ors", "ists", "ians"))
    )


def _is_honorific(tokens: Tokens, m: Mention) -> bool:
    """Whether only what honours a name is left of a "person", and the name follows: `Seri` + "Hishamuddin Che Wan"."""
    end = m.end + (tokens.text[m.end : m.end + 1] in (["."], ["'"], ["’"]))  # "H.E. DR" + "." + "ANA REIS", "Dato" + "'"
    named = end < len(tokens) and tokens.cap[end] and not tokens.barrier[end]
    return named and all(tokens.lower[k] in HONORIFICS.keys() | BEFORE_LONG_NAMES | STYLES for k in range(m.start, m.end))


def has_name_of_body(tokens: Tokens, m: Mention) -> bool:
    """Whether the last of several words is one that no surname is: "Gillandra Foods"."""
    return m.end - m.start > 1 and tokens.lower[m.end - 1] in _BODY_ENDS


def firms_called_shortly(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with the first word of a firm's name alone as that firm: "Gillandra", of Gillandra Foods, is nobody's name."""
    named = {tokens.text[i] for m in mentions if m.label == "PERSON" and m.end - m.start > 1 for i in range(m.start, m.end)}
    several = (m for m in mentions if m.label == "ORG" and m.end - m.start > 1)
    firms = {tokens.text[m.start] for m in several if tokens.text[m.end - 1] in FIRM_ENDS and tokens.cap[m.start + 1]} - named
    firms = {word for word in firms if not is_given(word)}
    single = [m for m in mentions if m.label == "PERSON" and m.end - m.start == 1 and tokens.text[m.start] in firms]
    of_people = {tokens.text[m.start] for m in single if not HE_OR_SHE.isdisjoint(tokens.lower[m.end : m.end + _NEAR_TOKENS])}
    return [
        Mention(m.start, m.end, "ORG", "rule", _SCORE)
        if m.label == "PERSON" and m.end - m.start == 1 and tokens.text[m.start] in firms - of_people
        else m
        for m in mentions
    ]


def as_no_person(tokens: Tokens, m: Mention) -> Mention:
    """`Sri Lankan`, `Lapu-Lapu City`, `Visayan Steelworks` as a person: a nationality, a place, a body."""
    if m.label != "PERSON":
        return m
    if tokens.words(m.start, m.end).lower() in DEMONYMS:
        return Mention(m.start, m.end, "NORP", "rule", _SCORE)
    if (label := _label_beside(tokens, m)) is not None:
        return Mention(m.start, m.end, label, "rule", _SCORE)
    if _is_seat_of_party(tokens, m):
        return Mention(m.start, m.end, "GPE", "rule", _SCORE)
    if (end := _end_with_initials(tokens, m)) > m.end or _is_called_by_initials(tokens, m):
        return Mention(m.start, end, "ORG", "rule", _SCORE)
    if (end := _end_of_house(tokens, m)) > m.end:
        return Mention(m.start, end, "ORG", "rule", _SCORE)
    if m.end - m.start > 1 and _is_called_a_body(tokens, m.end):
        first = m.start - 1
        leads = first >= 0 and tokens.sent_start[first] and tokens.cap[first] and tokens.text[first].isalpha()
        start = first if leads and not tokens.barrier[m.start] and not role_head(tokens.text[first]) else m.start
        return Mention(start, m.end, "ORG", "rule", _SCORE)
    if (stop := _end_of_place(tokens, m)) is not None:
        return Mention(m.start, stop, "GPE", "rule", _SCORE)
    if _is_in_brackets_behind_name(tokens, m) or _is_where_something_is(tokens, m):
        return Mention(m.start, m.end, "GPE", "rule", _SCORE)
    last = tokens.lower[m.end - 1]
    if m.end - m.start > 1 and last in _PLACE_ENDS | _BODY_ENDS:
        return Mention(m.start, m.end, "GPE" if last in _PLACE_ENDS else "ORG", "rule", _SCORE)
    if _is_firm(tokens, m.start, m.end) or is_presided(tokens, m):
        return Mention(m.start, m.end, "ORG", "rule", _SCORE)
    i = m.end
    if m.end - m.start > 1 and i + 1 < len(tokens) and tokens.lower[i] in _OF_FIRMS and tokens.cap[i + 1]:
        return Mention(m.start, m.end, "ORG", "rule", _SCORE)  # "Harlan Moore CEO Ann" + "Lee"
    if i + 2 < len(tokens) and tokens.text[i] == "," and tokens.lower[i + 1] == "which" and not tokens.barrier[i + 1]:
        subject = tokens.doc[m.end - 1].dep_ in {"nsubj", "nsubjpass"}  # not "a suit against Ann Lee, which failed"
        return Mention(m.start, m.end, "ORG", "rule", _SCORE) if subject and evidence(tokens, m.start, m.end) < STRONG else m
    return m


def is_presided(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" of several words is what somebody named behind it presides over: "Kisan Sangat | president Imran Goraya"."""
    i = m.end
    if (
        m.end - m.start < _LEAST_PRESIDED
        or i + 2 >= len(tokens)
        or any(tokens.barrier[m.start + 1 : i + 2])
        or is_given(tokens.text[m.start])
    ):
        return False
    return tokens.text[i] in _PRESIDE and tokens.cap[i + 1] and tokens.cap[i + 2] and tokens.text[i + 1].isalpha()


def _label_beside(tokens: Tokens, m: Mention) -> str | None:
    """What the words beside a "person" say that it is: "the Daur ethnic group", "from Timișoara to Bârlad", "the Marín terminal"."""
    if tokens.lower[m.end : m.end + 2] in (["ethnic", "group"], ["ethnic", "minority"]):
        return "NORP"
    if _is_where_to(tokens, m):
        return "GPE"
    if m.start > 1 and tokens.lower[m.start - 1] in {"named", "called"} and tokens.lower[m.start - 2] in _NO_PERSONS:
        return "PRODUCT"  # "a dog named Ministro"
    if _begins_a_place(tokens, m):
        return "GPE"
    return "FAC" if _is_of_a_house(tokens, m) else None


def _is_surname(tokens: Tokens, m: Mention) -> bool:
    """Whether the text has the word behind another name: "Theresa May", "confidence in May"."""
    word = tokens.text[m.start]
    return any(t == word and k and tokens.cap[k - 1] and tokens.text[k - 1].isalpha() for k, t in enumerate(tokens.text))


def _is_where_to(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is where somebody moved: "moved from Timișoara to Bârlad"; not "power passed from Castro to Ortega"."""
    i = m.start - 3
    if i < 1 or tokens.lower[i] != "from" or tokens.lower[i + 2] != "to" or not tokens.cap[i + 1]:
        return False
    return not _MOVES.isdisjoint(tokens.lower[max(0, i - _MOVE_TOKENS) : i])


def _begins_a_place(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" of one word is the beginning of a place's name: "Bulawayo" + "Metropolitan Province"."""
    end = m.end
    while (
        end < len(tokens)
        and end - m.end < _NAMED
        and tokens.cap[end]
        and tokens.text[end].isalpha()
        and not tokens.barrier[end]
    ):
        if tokens.lower[end] in _PLACE_ENDS:
            return m.end - m.start == 1
        end += 1
    return False


def _is_of_a_house(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is what a house is called after: "the Andrés Sanín terminal", "the Xingfu grain station"."""
    if not m.start or tokens.lower[m.start - 1] != "the" or tokens.barrier[m.start]:
        return False
    for k in range(m.end, min(m.end + 3, len(tokens))):
        if tokens.barrier[k] or not tokens.text[k].islower() or tokens.doc[k].tag_ not in {"NN", "JJ"}:
            return False
        if tokens.lower[k] in _HOUSES:
            behind = tokens.doc[k + 1].tag_ if k + 1 < len(tokens) else ""
            return behind not in {"NN", "NNS", "JJ"} and tokens.text.count(tokens.text[m.end - 1]) == 1
    return False


def _is_called_a_body(tokens: Tokens, i: int) -> bool:
    """Whether `, a` and the noun of a body stand behind the name: "Forest Watch Riau, a nongovernmental group"."""
    if (
        i + 2 >= len(tokens)
        or tokens.text[i] != ","
        or tokens.lower[i + 1] not in {"a", "an"}
        or any(tokens.barrier[i : i + 3])
    ):
        return False
    for k in range(i + 2, min(i + 2 + _MOST_BEFORE_NOUN, len(tokens))):
        if tokens.lower[k] in _BODIES:
            return k + 1 >= len(tokens) or tokens.doc[k + 1].tag_ not in {"NN", "NNS", "NNP"}  # not "a company director"
        if tokens.barrier[k] or tokens.doc[k].tag_ not in {"JJ", "NN", "NNP", "VBN", "HYPH", "RB", ",", "-"}:
            return False
    return False


def _is_in_brackets_behind_name(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is the seat of a member: `Kwame Nyarko (Sefwi Akontombra)`; not what somebody is called, `Robert Reed (Bob)`."""
    i = m.start - 1
    if i < _NAMED or tokens.text[i] != "(" or m.end >= len(tokens) or tokens.text[m.end] != ")" or tokens.barrier[m.start]:
        return False
    named = all(tokens.cap[k] and tokens.text[k].isalpha() and not tokens.barrier[k + 1] for k in (i - 1, i - 2))
    if not named or any(is_given(tokens.text[k]) for k in range(m.start, m.end)):
        return False
    # one word that is no known place may be what somebody is called: "Joaquín Guzmán (Chapo)"
    return m.end - m.start > 1 or bool(readings(tokens.lower[m.start])) or _lists_seats(tokens)


def _end_of_place(tokens: Tokens, m: Mention) -> int | None:
    """Where a place ends that stands before an office or behind an age: `Wuzhou` + `Vice-Mayor`, `the 38-year-old from Mithila Bihari`."""
    behind = tokens.lower[m.end : m.end + 1] == ["-"] and tokens.joined(m.end)
    if m.end - m.start > 1 and tokens.lower[m.end - 1] in _SECOND and behind:
        return m.end - 1
    if tokens.lower[m.end : m.end + 2] in (["vice", "-"], ["deputy", "-"]) and not tokens.barrier[m.end]:
        return m.end
    placed = m.start > 1 and tokens.lower[m.start - 1] == "from" and _is_aged(tokens, m.start - 2)
    return m.end if placed and not is_given(tokens.text[m.start]) else None


def _is_aged(tokens: Tokens, i: int) -> bool:
    """Whether a word says how old somebody is, or is the noun behind it: "38-year-old", "46-year-old herder"."""
    return any(tokens.lower[k].endswith("year-old") or tokens.lower[k] == "old" for k in range(max(0, i - 2), i + 1))


def _lists_seats(tokens: Tokens) -> bool:
    """Whether a text has several names with one capital word in brackets behind them, as reports of parliaments have."""
    opening = (i for i in range(_NAMED, len(tokens) - 2) if tokens.text[i] == "(" and tokens.text[i + 2] == ")")
    named = (
        i for i in opening if tokens.cap[i + 1] and tokens.text[i + 1].istitle() and tokens.cap[i - 1] and tokens.cap[i - 2]
    )
    return len({tokens.text[i + 1] for i in named}) > 1


def _is_where_something_is(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" of one word, named once, is a place: `a station outside Pichanal`, `an officer at Pichanal`."""
    i = m.start - 1
    governed = i > 0 and tokens.lower[i] == "of" and tokens.lower[i - 1] in _OF_A_PLACE
    beside = tokens.lower[i] in _OUTSIDE and tokens.lower[i - 1] in _SITES
    beside = beside or (tokens.lower[i] == "at" and i > 0 and role_head(tokens.text[i - 1]) is not None)
    alone = m.end - m.start == 1 and i > 0 and not tokens.barrier[m.start] and (governed or beside)
    owns = m.end < len(tokens) and tokens.text[m.end] in {"'s", "’s", "'", "’"}
    return alone and not owns and tokens.doc[i].dep_ == "prep" and tokens.text.count(tokens.text[m.start]) == 1


def _is_party(tokens: Tokens, i: int) -> bool:
    """Whether a letter behind a comma or bracket is that of a party: "Alton Guidry, R-Belle Chasse"."""
    return tokens.text[i] in _PARTIES and i > 0 and tokens.text[i - 1] in {",", "("}


def _is_seat_of_party(tokens: Tokens, m: Mention) -> bool:
    """Whether a politician's party stands before what follows: ", R-" + "Belle Chasse", ", R-Wapakoneta"."""
    party, dash, seat = tokens.text[m.start].partition("-")
    if party in _PARTIES and dash and seat[:1].isupper():
        return m.start > 0 and tokens.text[m.start - 1] in {",", "("}
    hyphen = m.start > 1 and tokens.joined(m.start) and tokens.text[m.start - 1] in {"-", "–"}
    return hyphen and _is_party(tokens, m.start - 2)


def _is_firm(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a noun for a firm stands before a name: "the consultancy Hale Moore", "the Leeds-based exporter Hale Moore"."""
    if start < _BASED or tokens.barrier[start]:
        return False
    noun = tokens.lower[start - 1]
    acts = end < len(tokens) and not tokens.barrier[end] and tokens.doc[end].tag_ in _FINITE and tokens.lower[end] not in SPEAKS
    if acts and (end - start == 1 or is_given(tokens.text[start])):
        return False  # "the startup Anna Weber founded"
    return noun in _FIRMS or (noun in _TRADES and "based" in tokens.lower[start - _BASED : start - 1])


def _end_with_initials(tokens: Tokens, m: Mention) -> int:
    """`Sea Harvesters` + "of Panay (SHP)": where a body's name ends whose initials stand behind it; else the person's end."""
    i = m.end
    if i + 1 >= len(tokens) or tokens.lower[i] != "of" or tokens.barrier[i]:
        return m.end
    end = i + 1
    while end < len(tokens) and (tokens.cap[end] or tokens.lower[end] == "the") and not tokens.barrier[end]:
        end += 1
    if end + 2 >= len(tokens) or tokens.text[end] != "(" or tokens.text[end + 2] != ")" or not is_acronym(tokens.text[end + 1]):
        return m.end
    return end if matches_initials(tokens.text[end + 1], tokens.words(m.start, end)) else m.end


def _is_called_by_initials(tokens: Tokens, m: Mention) -> bool:
    """Whether three initials or more of it stand in brackets behind it: "Eaux du Littoral Souss (ELS)"; presidents are called so, too."""
    initials = "".join(word[0] for word in tokens.text[m.start : m.end] if word[0].isupper())
    called = len(initials) >= _LEAST_INITIALS and tokens.text[m.end : m.end + 3] == ["(", initials, ")"]
    return called and not is_given(tokens.text[m.start]) and tokens.lower[m.start] not in HONORIFICS


def _end_of_house(tokens: Tokens, m: Mention) -> int:
    """`St Monica` + "'s Mission Hospital": where the name of a house ends that is called after a saint; else the person's end."""
    i = m.end
    if tokens.lower[m.start] not in {"st", "st.", "saint"} or i >= len(tokens) or tokens.text[i] not in {"'s", "’s"}:
        return m.end
    end = i + 1
    while end < len(tokens) and tokens.cap[end] and not tokens.barrier[end]:
        end += 1
    return end if end > i + 1 else m.end
