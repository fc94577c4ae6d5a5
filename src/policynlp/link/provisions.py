"""Sums that a rule lays down: what somebody is to get or to pay, or what is set aside. They are round, and they are exact."""

from __future__ import annotations

import re

_SET_ASIDE = re.compile(
    r"\b(?:set (?:apart|aside)|appropriat(?:ed|ion)|earmarked|allocat(?:ed|ion)|budgeted|a provision of)\b", re.IGNORECASE
)
_ENTITLED = re.compile(
    r"\b(?:entitle[sd]?|eligible|grants?|allowances?|vouchers?|bonus(?:es)?|subsid(?:y|ies)|lev(?:y|ies)|fees?|fines?|penalt(?:y|ies)|"
    r"surcharges?|stipends?|benefits?|pensions?|compensation|premiums?|incentives?|rebates?|scholarships?|ceilings?|deposits?|duty|duties|"
    r"tolls?|shall (?:also )?(?:be (?:paid|granted|given)|receive|pay)|(?:is|are|will) (?:to )?(?:be )?(?:paid|receive|get|pay|earn)|"
    r"can (?:claim|earn|get|receive))\b",
    re.IGNORECASE,
)
_UNDERTAKEN = re.compile(
    r"\b(?:will|shall|would|must|is to|are to)[ ](?:also[ ]|then[ ]|now[ ]|jointly[ ])?(?:be[ ])?(?:spen[dt]|invest(?:ed)?|provided?|"
    r"add(?:ed)?|buil[dt]|(?:re)?train(?:ed)?|hired?|recruit(?:ed)?|created?|(?:re)?plant(?:ed)?|open(?:ed)?|closed?|fund(?:ed)?|install(?:ed)?|"
    r"suppl(?:y|ied)|deliver(?:ed)?|purchased?|buy|bought|financed?|employ(?:ed)?|set[ ]up)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"\b(?:shall|will|is|are|may|can|must|stands?|receives?|gets?|pays?|owes?|worth|to the value of|up to|per|each)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|have|has|received|(?<!be )paid|spent|came to|totall?ed|amounted|rose|fell|averaged|collected|brought|"
    r"on average|average|mean|median)\b",
    re.IGNORECASE,
)


def is_provision(sentence: str) -> bool:
    """Whether a sentence says what a rule gives, takes or sets aside, or what somebody undertakes to do, and not what came of it."""
    if _SET_ASIDE.search(sentence) or (_UNDERTAKEN.search(sentence) and not _PAST.search(sentence)):
        return True
    return bool(_ENTITLED.search(sentence) and _IN_FORCE.search(sentence) and not _PAST.search(sentence))
