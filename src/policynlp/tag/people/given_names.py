"""Given names that are borne by one sex almost without exception, as a weak hint for pronouns; never a statement about a person.

The list is our own (`data/given_names.txt` says of what). It decides between candidates of a pronoun and fills no field. Where the
first word is not listed, other words of a name may tell: Vietnamese "Thi" and Malay "binti" stand in the names of women, "Begum" and
"Kaur" behind them, and family names of Czechs, Bulgarians, Russians, Poles, Lithuanians, Icelanders and Greeks have a form for women.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.surnames import VIETNAMESE, folded

_INSIDE: Mapping[str, str] = {
    "binti": "female", "binte": "female", "bte": "female", "bt": "female", "bin": "male", "kumar": "male", "chandra": "male",
    "prasad": "male",
}  # fmt: skip
"""What tells inside a name; a woman may be called Kumar or Prasad by her father's or husband's name."""
_OF_WOMEN = frozenset({"begum", "khatun", "khatoon", "bibi", "kaur", "devi", "kumari", "akter", "bano"})
"""What tells a woman wherever it stands behind the first word, whatever that is: Sikhs give one name to girls and boys."""
_WOMEN = re.compile(
    r".{2,}(?:[^aeiou](?:ova|eva)|[aeiou]yeva|skaya|[^r]ska|cka|dzka|iene|aite|yte|dottir|opoulou|idou|iadou|ellou)"
)
_MEN = re.compile(r".{2,}(?:[^aeiou](?:ov|ev)|yev|opoulos|idis|iadis)")
_NO_WOMEN = frozenset(
    {"casanova", "villanova", "terranova", "canova", "cordova", "cordoba", "genova", "esteva", "alaska", "nebraska"}
)


@cache
def _listed() -> tuple[Mapping[str, str], frozenset[str]]:
    """Every name with its gender, and those that are nothing else than given names."""
    genders, given, gender, also = {}, set(), "", False
    for line in files("policynlp.tag.people").joinpath("data/given_names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            gender, also = line.strip("[]").split()[0], "also" in line
        elif line and not line.startswith("#"):
            names = line.split()
            genders.update(dict.fromkeys(names, gender))
            if not also:
                given.update(names)
    return genders, frozenset(given)


def is_given(word: str) -> bool:
    """Whether a word is one of the listed given names, and no word, place or family name besides."""
    return folded(word) in _listed()[1]


def likely_gender(name: str) -> str | None:
    """What the words of a full name suggest; null for single words, and where no word of it tells."""
    words = [folded(w) for w in name.split() if w.lower() not in HONORIFICS]
    while len(words) > 1 and len(words[0].strip(".")) == 1:
        words = words[1:]  # "A. Sofia Lindqvist"
    if len(words) < 2:
        return None
    women = any(w in _OF_WOMEN for w in words[1:])
    return "female" if women else _listed()[0].get(words[0]) or _by_other_words(words)


def _by_other_words(words: Sequence[str]) -> str | None:
    """By a word inside, a second given name, or the form of the family name."""
    if words[0] in VIETNAMESE and len(words) > 2 and words[1] in ("thi", "van"):
        return "female" if words[1] == "thi" else "male"
    for k, word in enumerate(words[1:], 1):
        if word in _INSIDE and k < len(words) - 1:
            return _INSIDE[word]
    if len(words) > 2 and words[1] in _listed()[1]:
        return _listed()[0][words[1]]
    last = words[-1]
    if _WOMEN.fullmatch(last) and last not in _NO_WOMEN:
        return "female"
    return "male" if _MEN.fullmatch(last) else None
