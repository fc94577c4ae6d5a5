"""Surnames that come first: lists of common romanised ones, and what a romanised given name looks like.

A listed surname alone proves nothing ("Long", "He", "Young"): a name counts as surname-first when the first word is listed and
the rest are syllables of that language, or when the document goes on to use the first word alone.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CHINESE = frozenset(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng feng han
    cao zeng peng xiao cai pan tian dong yuan yu ye du su jiang wei cheng lu ding ren yao shen fu zhong cui tan liao fan jin shi
    jia xia bai qin qiu hou meng long wan duan qian tang yin chang qiao lai gong wen pang lan kong shao mao hao gu dai zou xiong
    kang mo shan xiang shang niu hong yan lei fang qi chi da xi ni ge mei nie an ji ning tao pei ruan xin qu zhan sheng ran bi
    wei bao ouyang sima zhuge situ shangguan zuo huo tong miao ke zhai ji zhuang ai fei rong teng bo hua lyu lv nan you yun ling
    geng cen mu shu hui rui guan bian yue che dou pu lou min jian cong xuan zang zhen chu gan bu diao le ping lian dang que rao
    gou xun yi yong zong chai tu leng jing sang wo ying hang chong shui ban qiang zan kuang jie nong mi ao
    wong chan cheung leung lam ng chow tsang tsai chiang hsu lee yip kwok kwan fung lau chiu ho tse mak yeung chung hung tsui
    """.split()
)  # fmt: skip
KOREAN = frozenset(
    """
    kim lee park choi jeong jung chung kang cho jo yoon yun jang chang lim im han oh seo suh shin kwon hwang ahn an song ryu yoo
    yu hong jeon chun jun ko koh moon son sohn yang bae baek paek heo huh hur nam noh roh no sim shim ha kwak sung seong cha joo ju
    woo ku koo min ri pak ban bang chae cheon gu gwak ji jin kil ki ma maeng myung na pyo seol tae uhm um yeo yeom yi
    """.split()
)
VIETNAMESE = frozenset(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong dao doan lam trinh mai luong luu cao ha
    ta chu chau to vuong quach thai kieu tong trieu
    """.split()
)
HUNGARIAN = frozenset(
    """
    nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos meszaros olah simon racz
    fekete szilagyi torok feher balazs gal kis szucs kocsis orban pinter fodor szalai sipos magyar lukacs gulyas biro kiraly laszlo
    katona jakab bogdan balint sandor boros fazekas kelemen antal somogyi fulop veres vincze hegedus deak pap balint szijjarto
    matolcsy gyurcsany medgyessy novak karacsony rogan lazar navracsics semjen dobrev hadhazy palinkas bajnai bodnar csizmadia nemes
    """.split()
)
"""Diacritics folded. Hungarian names are given-first in most English texts: only how a document uses them decides."""

HUNGARIAN_GIVEN = frozenset(
    """
    peter laszlo gabor zoltan andras janos jozsef istvan ferenc attila tamas balazs sandor gyorgy mihaly zsolt karoly csaba imre
    lajos tibor antal dezso gergely marton matyas daniel robert viktor bela gyula miklos akos levente bence mate norbert szabolcs
    pal denes endre geza krisztian roland
    eva anna katalin ildiko judit agnes maria erzsebet ilona krisztina zsuzsanna zsuzsa andrea monika timea aniko eszter reka dora
    nora viktoria bernadett eniko piroska gabriella klara marta tunde klaudia orsolya
    """.split()
)
"""Diacritics folded: after a listed surname they show that a name is in Hungarian order ("Szabó Katalin")."""

PARTICLES = frozenset(
    """
    van de der den von da di do dos das del della du la le el al bin binti binte ibn bint ben abu wa ter ten zu zur af av e y san st
    """.split()
)
"""Words inside surnames, mostly in small letters ("von der Leyen", "bin Salman")."""

_VIETNAMESE_MIDDLE = frozenset({"thi", "van"})
_SON_OF = frozenset("bin binti binte ibn bint ben wa".split())

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())

_INITIALS = r"(?:zh|ch|sh|[jqx](?=[iu])|[gkh](?!i)|[bpmfdtnlrzcsyw])"
_FINALS = (
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng ue ve van vn v er"
).split()
_PINYIN = re.compile(rf"(?:{_INITIALS}?(?:{'|'.join(sorted(_FINALS, key=len, reverse=True))})){{1,2}}")
_MAX_GIVEN_CHARS = 16


_PLAIN = str.maketrans("đĐ’ʼ", "dD''")


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """Small letters without diacritics, apostrophes straight; the Vietnamese đ becomes d."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def is_pinyin(word: str) -> bool:
    """Whether a word reads as one or two syllables of pinyin, with or without a hyphen or an apostrophe."""
    plain = folded(word).replace("-", "").replace("'", "").replace("’", "")
    return 2 <= len(plain) <= _MAX_GIVEN_CHARS and bool(_PINYIN.fullmatch(plain))


def is_hyphenated_given(given: str) -> bool:
    """`Min-jae`, `Jae-in`, `Ki-Moon`: two short parts, the second in small letters or both very short."""
    parts = given.split("-")
    if len(parts) != 2 or not all(2 <= len(p) <= 6 and p.isalpha() for p in parts):
        return False
    return parts[1].islower() or max(map(len, parts)) <= 4


def is_surname_first(words: list[str]) -> bool:
    """Whether a full name, taken alone, is in the order surname, given name.

    Chinese (listed surname, one or two pinyin words), Korean (listed surname and a hyphenated or two-part given name, or
    one listed), Vietnamese (listed surname and two or more words, as in "Nguyen Van Thanh").
    """
    if len(words) < 2:
        return False
    first, rest = folded(words[0]), words[1:]
    if first in VIETNAMESE and (len(rest) >= 2 or first == "nguyen") and all(w[0].isupper() for w in rest):
        return True
    if first in KOREAN and (
        (len(rest) == 1 and is_hyphenated_given(rest[0])) or (len(rest) == 2 and folded(words[-1]) not in KOREAN)
    ):
        return not any(folded(w) in PARTICLES or w.endswith(".") for w in rest)
    return first in CHINESE and len(rest) <= 2 and all(is_pinyin(w) for w in rest)


_SHORTEST_PART = 3


def surname(words: list[str], *, first: bool | None = None) -> str:
    """The part of a full name that stands alone afterwards.

    Args:
        words: The name's words, without titles.
        first: Whether the surname comes first; null to judge by the name alone.

    Returns:
        One word, or several where particles belong to it ("von der Leyen"). In Vietnamese the last word is what stands alone
        ("Thanh" for Nguyen Van Thanh).
    """
    while len(words) > 1 and words[-1].lower().rstrip(",") in SUFFIXES:
        words = words[:-1]
    if first is None:
        first = is_surname_first(words) and not is_vietnamese(words)
    if first:
        return words[0]
    if is_vietnamese(words):
        return words[-1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def is_vietnamese(words: list[str]) -> bool:
    """Whether a name is Vietnamese by its surname and length: people are then called by their last word."""
    return len(words) >= 3 and folded(words[0]) in VIETNAMESE and not is_pinyin_only_chinese(words)


def is_pinyin_only_chinese(words: list[str]) -> bool:
    """Whether a three-word name with a surname of both lists is as likely Chinese ("Lam Cheng Yuet"); not with Vietnamese marks."""
    if not all(w.isascii() for w in words) or _VIETNAMESE_MIDDLE.intersection(map(str.lower, words[1:-1])):
        return False
    return folded(words[0]) in CHINESE and folded(words[0]) not in {"nguyen", "tran", "le", "pham", "vu", "dang", "bui"}


def short_forms(words: list[str]) -> tuple[str, ...]:
    """What a full name may be shortened to, the likeliest first.

    Surname by the name's own order, then the other end of the name where the order is open, then both Spanish surnames.
    """
    while len(words) > 1 and words[-1].lower().rstrip(",") in SUFFIXES:
        words = words[:-1]
    if len(words) < 2:
        return ()
    likely = surname(words)
    forms = [likely]
    if " " in likely:
        forms.append(words[-1])
    if likely != words[0]:
        # "Sánchez Ibáñez", "bin Salman"; not "Salman al-Harbi", who is the father
        forms += [" ".join(words[i:]) for i in range(1, len(words) - 1) if words[i - 1].lower() not in _SON_OF]
        first_of_two = words[-2]
        if 3 <= len(words) <= 4 and len(first_of_two) > 2 and first_of_two.isalpha() and first_of_two.lower() not in PARTICLES:
            forms.append(first_of_two)  # the first of two Spanish surnames
        forms += [words[i] for i in range(1, len(words) - 2) if words[i + 1].islower() and words[i][0].isupper()]  # "Lula"
        if is_vietnamese(words) or folded(words[0]) in HUNGARIAN | CHINESE | KOREAN:
            forms.append(words[0])
    last = words[-1]
    if last.lower().startswith(("al-", "el-")):
        forms.append(last[3:])
    elif "-" in last and likely != words[0]:  # "Garganera" for Sotto-Garganera; "un" of Kim Jong-un is no name
        forms += [part for part in last.split("-")[-1:] if part[:1].isupper() and len(part) > _SHORTEST_PART]
    forms += [f[0].upper() + f[1:] for f in forms if f[0].islower()]  # at the start of a sentence
    return tuple(dict.fromkeys(forms))
