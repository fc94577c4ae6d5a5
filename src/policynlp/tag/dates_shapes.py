"""What a date expression looks like in running text, where its shape alone makes it certain."""

from __future__ import annotations

import re

from policynlp.tag.dates_seasons import RUNNING
from policynlp.tag.dates_words import MONTHS, WEEKDAYS, YEAR

_M = "|".join(sorted((w.capitalize() for w in MONTHS), key=lambda w: (-len(w), w)))
_W = "|".join(sorted((w.capitalize() for w in WEEKDAYS), key=lambda w: (-len(w), w)))
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-3]?\d)?"
_COUNT = r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\d\d?)"
_THAT_YEAR = r"(?:last|this|next)\syear"
_FISCAL = rf"(?:[Ff]iscal(?:\syear)?|[Ff]inancial\syear|FY)\s?(?:{YEAR}(?:[-–/]\d\d(?:\d\d)?)?|\d\d(?!\d))"
_OWN_YEARS = (
    "fiscal|financial|budget|school|academic|crop|marketing|harvest|growing|water|contract|sugar|milling|cropping|election"
)
_OF_YEARS = (
    r"(?:(?:state|federal|national|draft|annual|supplementary|growing|planting|harvest|fishing|rainy|dry|main|summer|winter)\s)?(?:budget|harvest|crop|season|census|total|figure|level|accounts|results|allocation|deficit|surplus|"
    r"output|production|revenues?|exports|imports|sales|intake|quota|catch|elections?|drought|floods?|earthquake)"
)
"""What a year before it is the time of: "the 2024 budget"."""
_NTH_SEASON = r"(?:first|second|third|main|major|minor|long|short|dry|wet|rainy|last|whole|entire)"
_ENDS = r"(?:to|through|ended|ending|up\sto)"
_ANY = rf"(?:{_DAY}\s(?:of\s)?(?:{_M})\.?|(?:{_M})\.?\s{_DAY})(?:,?\s{YEAR})?"
_LAST = r"(?:the\s(?:end|close)\sof\s)?"
_NEW_YEAR = r"(?:[Tt]he\s)?(?:beginning|start)\sof\s(?:the|this|last)\syear"
_EDGE = r"(?:[Tt]he\s)?(?:end|close|beginning|start|middle)\sof\s"

CERTAIN = re.compile(
    rf"""(?<![\w$€£¥.,/-])(?:
      (?:[Tt]he\s)?(?:first|second|latter)\shalf\sof\s(?:{_M})(?:\s{YEAR})?
    | (?:[Tt]he\s)?(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-](?:quarter|half)\sof\s(?:the\s)?{_FISCAL}
    | (?:[Tt]he\s)?first\s{_COUNT}\smonths\sof\s(?:the\s)?{_FISCAL} | Q[1-4]\s(?:of\s)?{_FISCAL}
    | (?:[Tt]he\s)?{YEAR}(?:[-–/]\d\d(?:\d\d)?)?\s(?:{_OWN_YEARS})\syear
    | [Bb]etween\s(?:the\s)?(?:fiscal|financial)\syears?\s{YEAR}(?:[-–/]\d\d)?\sand\s{YEAR}(?:[-–/]\d\d)?
    | [Bb]etween\s{YEAR}[-–/]\d\d\sand\s{YEAR}[-–/]\d\d | [Ff]rom\s{YEAR}[-–/]\d\d\sto\s{YEAR}[-–/]\d\d
    | (?:[Tt]he\s)?(?:{_M})\s?[-–]\s?(?:{_M})\s(?:quarter|period)(?:\sof\s{YEAR})?
    | (?:[Tt]he\s)?(?:{_COUNT}\s)?weeks?\s{_ENDS}\s{_ANY} | (?:[Tt]he\s)?(?:year|quarter|{_COUNT}\smonths)\s{_ENDS}\s{_ANY}
    | (?:[Tt]he\speriod\s|(?<=\b[Ii]n\s)|(?<=\b[Ff]or\s)|(?<=\b[Oo]ver\s)|(?<=\b[Dd]uring\s)|(?<=\bbetween\s)){YEAR}\s?[-–]\s?{YEAR}
    | (?:[Ff]rom\s)?{_NEW_YEAR}\s(?:to|until|till|through)\s(?:{_ANY}|{_LAST}(?:{_M})(?:,?\s{YEAR})?)
    | (?:[12]H|H[12])\s?{YEAR} | [12]H\d\d(?!\d) | FY\s?\d\d(?!\d)
    | [Ee]nd-(?:{_M})(?:\s{YEAR})?
    | (?:[Bb]etween|[Ff]rom)\s(?:{_M})\.?\s{_DAY}\s(?:and|to|until|through)\s{_DAY}(?:,?\s{YEAR})?
      (?!\s?(?:percent|per\scent|%|million|billion|\d))
    | (?:[Bb]etween|[Ff]rom)\s{_DAY}\s(?:and|to|until|through)\s{_DAY}\s(?:of\s)?(?:{_M})(?:,?\s{YEAR})?
    | (?:[Bb]etween|[Ff]rom)\s(?:{_M})\s{YEAR}\s(?:and|to|until|through)\s(?:{_M})(?!,?\s?\d)
    | (?:(?<=\b[Ii]n\s)|(?<=\b[Dd]uring\s))(?:{_M})(?:,\s(?:{_M}))?,?\sand\s(?:{_M})(?:,?\s(?:of\s)?{YEAR})?
    | (?:(?:{_W}),?\s)?{_DAY}\s(?:of\s)?(?:{_M})\.?(?:,?\s{YEAR})?
    | (?:(?:{_W}),?\s)?(?:{_M})\.?\s{_DAY}(?!\.?\d|,\d{{3}}(?!\d)|\s?(?:%|per\s?cent\b|(?:[mb]|tr)illion\b))(?:,?\s?{YEAR})?
      (?!\s?(?:percent|per\scent|%|million|billion|\d))
    | (?:{_EDGE}|(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-])?(?:{_M}),?\s(?:of\s)?(?:{YEAR}|{_THAT_YEAR}|the\ssame\syear)
    | (?<=\b[Ii]n\s)(?!May\b)(?:{_M})
      (?=,?\s(?:\d|an?\s|the\s|some\s|about\s|more\s|from\s|than\s|compared\s|against\s|on\s|after\s|and\s)|[.;)])
    | (?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])
    | (?:[Tt]he\s)?(?:first|second|third|fourth|final(?=\squarter)|1st|2nd|3rd|4th)[\s-](?:quarter|half|semester(?=\sof\s(?:19|20)\d\d))
      (?:\sof\s(?:the\syear|{YEAR}|{_THAT_YEAR}))?
    | (?:[Tt]he\s)?last\squarter\sof\s(?:{YEAR}|{_THAT_YEAR}) | (?:[Tt]he\s)?(?:first|last|final)\smonth\sof\s{YEAR}
    | (?:[Tt]he\s)?(?:first|second|third|fourth|last|final)\sweek\sof\s(?:{_M})(?:,?\s{YEAR})? | [Yy]ear-end\s{YEAR}
    | (?:[Tt]he\s)?(?:March|June|September|December)\squarter(?:\sof\s{YEAR})?
    | Q[1-4](?:\s(?:of\s)?{YEAR})? | {YEAR}\s?Q[1-4] | H[12]\s{YEAR}
    | (?:[Tt]he\s)?(?:first|last|final)\s{_COUNT}\s(?:weeks|days)\s(?:of|in)\s(?:{_M})(?:\s{YEAR})?
    | (?:[Tt]he\s)?(?:first|last|final)\s{_COUNT}\s(?:months|quarters|weeks(?=\sof\s))
      (?:\sof\s(?:the\syear|{YEAR}|{_THAT_YEAR}))?
    | [Ww]eek\s[0-5]?\d\sof\s{YEAR}
    | (?<![Vv]ersion\s)(?<![Rr]ule\s)(?:[0-2]?\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?!\.?\d)
    | (?:[Bb]etween\s(?:{_M})\sand|[Ff]rom\s(?:{_M})\s(?:to|until|through))\s(?:{_M})(?:,?\s(?:of\s)?(?:{YEAR}|{_THAT_YEAR}))?
    | [Bb]etween\s{YEAR}\sand\s{_LAST}{YEAR} | [Ff]rom\s{YEAR}\s(?:to|until|through)\s{_LAST}{YEAR}
    | {_EDGE}(?:{YEAR}|(?:the\s)?(?:last|this|next)\s(?:year|month|week|quarter|decade))
    | (?:[Ff]iscal|FY|[Ff]inancial\syear|[Ff]iscal\syear)\s?{YEAR}(?:[-–/]\d\d(?:\d\d)?)?
    | (?:[Tt]he\s)?(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-](?:19|20)(?:\d0s|\d\d)
    | (?:[Tt]he\s)?(?:1[5-9]|20)\d0s
    | (?:19|20)\d\d/\d\d(?![\d/]|[.-]\d) | (?<=\bin\s)(?:19|20)\d\d[-–]\d\d(?![\d/]|[.-]\d)
    | [Tt]he\sturn\sof\sthe\syear
    | (?:[Tt]he\s)?(?:last|past|next|coming|previous)\s(?:{_COUNT}|few|several)\s
      (?:years|months|weeks|days|decades)
    | (?:{_COUNT}|[Aa])\s(?:years?|months?|weeks?|days?|decades?)\s(?:ago|earlier|later)
    | (?:[Ee]very|[Ee]ach)\s(?:{_W}|day|week|month|year|quarter|weekend|spring|summer|autumn|winter|season|morning|evening|night)
    | (?<=\b[Tt]he\s)(?:19|20)\d\d(?=\s(?:{_OF_YEARS})\b)
    | (?:(?:{_W}),?|[Tt]omorrow|[Yy]esterday)\s(?:morning|afternoon|evening|night)s?
    | (?:(?<=\bcourse\sof\s)|(?<=\b[Dd]uring\s)|(?<=\b[Tt]hroughout\s))the\syear
      (?!\s(?:to|through|ended|ending|before|after|when|of|in|that|(?:19|20)\d\d)\b|-)
    | (?:[Tt]he\s)?{_NTH_SEASON}\s(?:[a-z]+\s)?season\sof\s(?:{YEAR}(?:[-–/]\d\d(?:\d\d)?)?|{_THAT_YEAR})
    | (?:[Tt]he\s)?(?i:{RUNNING.replace("?P<which>", "?:")})
    | (?:[Tt]his|[Ll]ast|[Nn]ext)\s(?:year|quarter|month|week|weekend|decade|century)(?!-) | today | yesterday | tomorrow(?!')
    | (?:[Ee]arly|[Ee]arlier|[Ll]ate|[Ll]ater)\s(?:this|last|next)\s(?:year|quarter|month|week|decade|century)(?!-)
    | (?<=[-–—.!?:"“\n]\s)(?:Today|Yesterday|Tomorrow)(?=,?\s[a-z\d])
    | (?:[Tt]his|[Ll]ast|[Tt]he\s(?:following|previous|next))\s(?:morning|afternoon|evening|night|spring|summer|autumn|winter)
    | [Tt]he\s(?:near\s|foreseeable\s)?future(?=[.,;:!?]|\s(?:and|but|or|if|when|as|to|is|was|will)\b)
    | (?:right\s)?now(?!\sthat\b)(?!-) | [Nn]owadays | [Aa]t\spresent | [Cc]urrently | [Rr]ecently
    | (?:day|week|weekend|month|year|decade|century|hour)s?-long
    )(?!\w)""",
    re.VERBOSE,
)
"""Alternatives from the longest kind to the shortest; every repetition is bounded, so that matching takes linear time."""
