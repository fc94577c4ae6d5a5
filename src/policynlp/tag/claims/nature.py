"""What a figure is: an outturn, an estimate, a target, a forecast, or a hypothesis."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from policynlp.tags import Nature

_DUE = r"(?:reach|be|not|stay|remain|rise|fall|account|decrease|increase|grow|decline|drop|double|halve|cover|make up|depend|exceed|wait|receive|get|pay|meet|serve)"
"""What "should" be as a rule or an aim."""
_WORDS: tuple[tuple[str, Nature], ...] = (
    ((r"\b(?:target(?:s|ed|ing)?|goals?|aim(?:s|ed|ing)?|pledg(?:e|es|ed|ing)[ ](?:to|that|of|a|an)|promis(?:e|es|ed|ing)|vow(?:s|ed)|commit(?:s|ted|ment|ments)? (?:to|of)|strive[sd]?|plan(?:s|ned|ning)? (?:to|for|on|of)|planned by|recommend(?:s|ed)? that"
     r"|intend(?:s|ed)? to|seek(?:s|ing)? to|hope[sd]? (?:to|that|for|the|it|its|this)|underta(?:kes?|ken|king) to|undertook to|(?:is|are|was|were|been) (?:meant|designed|supposed|intended) to|(?<!the )(?<!its )(?<!their )(?:recommend|propos)(?:s|es|ed)? (?:an? |(?:cut|rais|limit|lower|increas|reduc|sett|build|spend|tripl|doubl|halv|expand|add|clos|replac|open|hir)\w*ing )|want(?:s|ed)? (?:to|growth|inflation|(?:it|them) (?:back|down|up|to|at|above|below))|milestones?|must|shall|is to|are to|should (?:reach|be|not|stay|remain|rise|fall|account|decrease|increase|grow|decline|drop|double|halve|cover|make up|depend|exceed|wait|receive|get|pay|meet|serve)|objective|may not (?:exceed|(?:raise|charge|spend|borrow|pay|earn|sell|hold|own|employ|use|increase|work|carry|keep|store|import|export|build|deduct|lend|buy|issue|emit|claim|contain|demand|require|impose) (?:[\w-]+ ){0,4}?(?:more|less|fewer) than)|may be (?:allocated|used|spent|granted|awarded|built)|provides? for)\b"), "target"),
    ((r"\b(?:expect(?:s|ed|ations?|ing)?|foresee(?:n|s)?|foresaw|envisag(?:e|es|ed)|forecast(?:s|ed|ing)?|project(?:ed|ion|ions) (?:to|that|of|for|at|show|by)|is projected|predict(?:s|ed|ion|ions)?|anticipat\w+|outlook|(?:count(?:s|ed|ing)?|bank(?:s|ed|ing)?) on"
     r"|(?:we|(?:analysts?|economists?|forecasters?|brokers?)(?: (?:at|of|from)(?: [A-Z][\w&-]*){1,3})?|bank|fund|ministry|company|agency) (?:now )?sees?|(?<!more )(?<!less )(?<!as )likely to|on (?:track|course) (?:to|for)|set to|will|'ll|poised to|slated to|bound to|in line (?:to|for)|prospects? of|due to (?:rise|fall|grow|reach))\b"), "forecast"),
    (r"\b(?:if|would|could|might|were to|(?-i:may)|hypothetical\w*|suppos(?:e|ing)|unless|assum(?:e|es|ing))\b", "hypothetical"),
    (r"\b(?:estimat(?:e|es|ed|ing|ion|ions)|preliminary|provisional(?:ly)?|(?:is|are|was|were|been) (?:[a-z]+ly )?put at|guess(?:es|ed)?|reckon(?:s|ed)?)\b", "estimate"),
)  # fmt: skip
"""The first kind that is found wins: a plan to do what "would" follow is a target still."""

_PATTERN = [(re.compile(words, re.IGNORECASE), nature) for words, nature in _WORDS]
_CLAUSE = re.compile(
    r"[;:—]|,[ ](?:and|but|so|while|whereas|though|although|because|since|which|after|compared|up|down)\b|\b(?:while|whereas|but|after|compared with|up from|down from|than)\b|\band[ ](?=(?:will|would|is|are|has|have|plans?|expects?|aims?|hopes?)\b)"
)
_OTHERS = re.compile(
    r",?[ ](?:versus|vs\.?|against)[ ]|\binstead[ ]of\b|,[ ](?:well[ ]|far[ ]|just[ ]|slightly[ ])?(?:below|above|beating|missing|topping|short[ ]of)\b"
    r"|,[ ](?:[\d.,]+|half|one|two|three|some|most|all|many)(?:[ ](?:percent|per[ ]cent))?[ ]of[ ](?:which|whom|them)\b"
    r"|,?[ ]and,?[ ](?:[A-Z][\w’']*,[ ])?(?:we|they|it|he|she|I|you|(?:the[ ])?[\w’'-]+)[ ](?:also[ ]|then[ ])?(?=(?:will|would|shall|must|should|plans?|expects?|aims?)\b)"
    r"|,?[ ]and[ ](?:also[ ])?(?:said|says|told|added|announced|promised|pledged|insisted|predicted|warned|hopes|hoped|vowed)\b"
)
"""Behind a figure, what begins to tell of another: "fell by 0.6 million barrels, versus forecasts of 2 million"."""
_COURTESY = re.compile(
    r"\bif[ ](?:I[ ](?:may|might|remember|recall)|(?:you|we|one)[ ](?:look|looks|consider|compare|ask|remember|recall|think)|I(?:[ ]am|['’]m)[ ](?:not[ ])?(?:mistaken|honest|right)|memory[ ]serves)\b"
    r"[^,;]{0,60},[ ]",
    re.IGNORECASE,
)
"""An "if" that sets no condition."""
_CLOSED_ASIDE = re.compile(r",[ ](?:who|which|whose)\b[^,;\d]{2,80},(?=[ ])")
_ABILITY = re.compile(
    r"\b(?:that|who|which)[ ]could[ ]be[ ](?:found|traced|reached|counted|identified|verified|confirmed|located|established)\b[^,;\d]{0,60}(?=[ ](?:19|20)?\d{0,2}[ ]?(?:was|were)[ ]$)"
)
"""As in "the number of pupils that could be found at the end of the year was 968": nothing hangs on it."""
_COMMITTED = re.compile(r"[ ](?:(?:has|have|had)[ ]been|was|were)[ ]committed[ ]to\b")
"""As in "2.1 billion had been committed to buying water"."""
_COUNTERFACTUAL = re.compile(
    r"\b(?:would|could|might|should)[ ]have\b.*\b(?:instead[ ]of|rather[ ]than)[ ](?:(?:the|a|only|just|about)[ ]){0,2}$",
    re.DOTALL,
)
_BASE_GUESSED = re.compile(r"\b(?:from|against|versus|compared[ ](?:with|to)|than)[ ](?:an[ ]|the[ ])?estimated[ ]$")
_SUPPOSED = re.compile(
    r"[ ](?:fall|rise|drop|increase|decline|decrease|cut|reduction|growth|gain|loss|devaluation|depreciation|change)\b(?:[ ](?!last\b|earlier\b|since\b|(?:19|20)\d\d\b)[\w'’-]+){0,7}?[ ](?:would|could|might)[ ](?!not\b|be[ ](?:seen|felt|explained|traced|attributed|blamed|put)\b)",
    re.IGNORECASE,
)
"""As in "A 10 percent fall in orders would reduce growth"; what "could be seen" or fell last year is none."""
_ONE_SUCH = re.compile(r"(?:^|[\s“\"(])(?:an?|each|every|another|even[ ]an?|any)[ ]$", re.IGNORECASE)
_VALUES = re.compile(r",[ ]and[ ](?:about[ ]|nearly[ ])?")
"""In front of another value of the same verb: "to average 3.3 percent this year, and 3.1 percent in 2025"."""
_NO_CLAUSE = re.compile(r"[ ](?:in|for|by|next|this|from)\b|[,.;]")
_NOW = re.compile(r"\b(?:existing|present)[ ]$|\b(?:now|currently)(?:[ ](?:at|around|about|some|nearly|over))*[ ]$")
_ASIDE = re.compile(r",[ ](?:which|who|whose)\b[^,;]*$")
_OF_WHOLE = re.compile(
    r"Of (?:the|its|their|some|all)\b(?:[^,;.]|(?<=\d)[,.](?=\d)){0,90}, "
)  # "Of the 12,000 homes promised, 4,000 have been built"
_OF_MORE = re.compile(r"[ ]of (?:the|its|their|an?)[ ][^\d]{0,12}\d")
"""As in "released 58.7 million of the 186 million foreseen": what follows the larger one is said of it."""
_OF_KNOWN = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|some|third|quarter|fifth|percent|per[ ]cent))[ ](?:out[ ])?of[ ]"
    r"(?:the|its|their|our|all|those|these)[ ](?:(?:about|some|nearly|over|more|than|almost|around|existing|current)[ ]){0,3}$",
    re.IGNORECASE,
)
"""In front of the whole that a part of is told ahead: "221 of the" + "612 drivers will be entitled": they are there already."""
_NOT_YET = re.compile(
    r"[$€£¥]?[\d.,]+(?:[ ](?:million|billion|trillion))?[ ](?:[\w-]+[ ]){0,3}?(?:planned|foreseen|promised|pledged|needed|budgeted|proposed|intended|envisaged|expected|targeted|required|new|to[ ]be)\b"
)
"""Behind the number of a whole that is not there yet: "20 of the 45 planned homes"."""
_SET_BESIDE = re.compile(
    r"^\W*(?:Against|Despite|Instead of|Short of|Unlike|Compared (?:with|to)|Measured against)[ ](?:[^,;]|(?<=\d),(?=\d)){3,90},[ ]"
)
"""As in "Against a target of 12,000 trees," 9,000 were planted."""
_NAMED_AHEAD = re.compile(r"\b(?:planned|promised|pledged|targeted|proposed|intended)\b")
"""In a figure's own words: "12,000 promised trees"."""
_BEHIND = re.compile(r"[ ](?:[a-z-]+[ ])?(?:pledged|promised|planned|targeted)(?=[ ]?(?:[.,;)]|$|for\b|by\b|in\b))")
_BOUND = re.compile(r"\b(?:more|less|fewer|greater|lower|higher)[ ]than$")
_NEXT_FIGURE = re.compile(r"(?<=\W)[$€£¥]?\d")
_MAY_BEHIND = re.compile(
    r"[ ](?!who\b|that\b|which\b)(?:\w+[ ]){0,3}?(?:may|might|would|could(?![ ](?:not|only|no|hardly|never|be[ ](?:found|seen|heard|traced|reached|identified|saved|treated))\b))\b"
)  # "three hospitals may have to close"
_NO_DUTY = (
    r"(?! (?:have (?:[a-z]+(?:ed|en)|cost|been|had|paid|built|put|got|cut|left|made|held|kept|sent|spent|met|lost)|(?:also |perhaps )?(?:add|note|say|mention|stress|"
    r"know|remember|recall|emphasi[sz]e|point out|explain|hide|worry|surprise|be (?:noted|said|added|remembered|recalled|known|clear))|"
    r"an?|the|we|they|he|she|it|i|you|this|that|any\w*|there|prices|no)\b)"
)
_CLAUSE_WORDS = r"(?:(?!\b(?:who|which|whose|because|where|when|after|arguing|saying|adding|noting|if)\b|(?<!ensure )(?<!ensures )(?<!require )(?<!so )\bthat\b)[^;:“”\"]){0,90}$"
_STOPS = r"(?<!much )(?<!many )(?<!well )as(?! (?:much|many|well)\b)|after|when|while|following|amid|despite"
"""Behind what somebody is urged to do, what begins to tell why or when."""
_BODIES = r"(?:[A-Z][A-Z&]+|(?:[Ff]irm|[Bb]ank|[Aa]gency|[Mm]inistry|[Cc]ompany|[Dd]epartment|[Bb]ureau|[Ii]nstitute|[Cc]ommission|[Tt]reasury|[Ff]und|[Aa]irline|[Cc]arrier|[Ff]orecaster|[Bb]rokerage|Office|[Tt]he government)|\b(?:[Ii]t|[Hh]e|[Ss]he))"
"""Who foresees; aid projects and clinics that see patients foresee nothing."""
_MATTERS = r"\b(?:GDP|economy|growth|inflation|oil|crude|gold|copper|wheat|euro|dollar|pound|rupee|harvest|crop|sales|exports|imports|output|prices|storm|rain|rainfall|snow)"
_AHEAD: tuple[tuple[re.Pattern[str], Nature], ...] = (
    (re.compile(rf"{_MATTERS}(?: \w+){{0,2}}? should (?!{_DUE}\b)(?!have\b)[^,;:“”\"]{{0,60}}$", re.IGNORECASE), "forecast"),
    (re.compile(rf"{_MATTERS}(?: \w+){{0,3}}? (?:more|less) likely to [^,;:“”\"]{{0,60}}$", re.IGNORECASE), "forecast"),
    (re.compile(rf"(?<!why )(?<!how )\bshould{_NO_DUTY}{_CLAUSE_WORDS}", re.IGNORECASE), "target"),
    (re.compile(r"\b(?:pledg(?:e|es|ed|ing)|the (?:planned|promised|pledged|intended|targeted)) (?:(?:at least|about|around|some|more than|up to|another|nearly) )*$", re.IGNORECASE), "target"),
    (re.compile(r"\bwant(?:s|ed)? (?:(?:to see|at least|about|around|some|more than|up to|another) )*$", re.IGNORECASE), "target"),
    (re.compile(r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:e|es|ed|ing)|(?<!who )want(?:s|ed)?) (?:[\w'’-]+ ){1,5}?to\b(?! (?:the|an?|its|their|this|that|these|those|our|his|her)\b)"
                rf"(?:(?!\b(?:who|which|where|because|that(?! goes?)|{_STOPS})\b)[^,;:“”\"]){{0,70}}$", re.IGNORECASE), "target"),
    (re.compile(rf"(?<![\w-]){_BODIES} projects(?= $| (?:an?|its|growth|inflation|sales|exports?|revenues?|output|demand|production|deficits?|[a-z-]+ (?:revenues?|growth|exports?|sales|output|inflation|deficits?|demand|production) of)\b)[^,;:“”\"]{{0,60}}$"), "forecast"),
    (re.compile(r"\b(?:tipped to|(?:is|are) seen (?:averaging|rising|falling|growing|reaching|hitting|slowing|shrinking|expanding|climbing|dropping|easing)"
                r"|(?:has|have|had|been) (?:been )?look(?:ed|ing) for (?=growth\b)|pencil+ed in|projections (?:indicate|suggest|point to|show))\b[^;:“”\"]{0,60}$", re.IGNORECASE), "forecast"),
    (re.compile(rf"(?<![\w-]){_BODIES} sees (?:[\w-]+ ){{0,4}}?(?:averaging|rising|falling|growing|reaching|hitting|slowing|at|growth|an? [\w-]+ margin)\b(?:(?! and |, with\b)[^;:“”\"]){{0,60}}$"), "forecast"),
)  # fmt: skip
"""What is told ahead of a figure of its clause; behind a figure these words are of something else."""
_RATE_AHEAD = re.compile(
    r"\b(?:(?:is|are)[ ]seen[ ]at|(?:has|have|had|been)[ ](?:been[ ])?look(?:ed|ing)[ ]for[ ]an?)[ ](?:(?:about|around|only|just|nearly)[ ])?$",
    re.IGNORECASE,
)
"""As in "rates are seen at 3 percent"; birds are seen at 12 sites."""
_RATE = re.compile(r"[$€£¥]|[\d.,\- ]+(?:%|per ?cent)", re.IGNORECASE)
_ASKED_WHETHER = re.compile(
    r"\b(?:if|whether|who[ ](?:said|says?|think|thought|believed?|agreed?|feel|felt))\b[^,;]{0,60}\bshould\b", re.IGNORECASE
)
"""In polls: "asked whether the minister should resign"."""
_SAID = re.compile(r"[,.!?][”\"’](?=[ ])")
"""The end of a quotation: what was said tells nothing of the figure of whoever said it."""
_ASKED = re.compile(
    r"\b(?:(?:has|have|had|it|they|he|she|ministry|government|council|agency|office|union) (?:also )?(?:requested|sought|(?:applied|asked|appealed|bid) for)|(?:is|are|was|were) (?:seeking|requesting|asking for)|(?:calls?|calling|(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )(?<!being )called) for|demand(?:s|ed|ing)) "
    r"(?:(?:an?|at|least|up|to|about|more|than|some|over|nearly|only|another|no) ){0,4}"
    r"(?:(?!(?:into|about|on|over|after|in|against|because|that|who|which|whose|from|for|by|(?:release|sacking|dismissal|trial|arrest|resignation|return|removal) of)\b)[a-z'’][\w'’-]* ){0,3}"
    r"(?<!\bthe )$",
    re.IGNORECASE,
)
"""As in "called for a retention allowance of 3,500 dollars", "demanded 30 more classrooms"; an inquiry into 300 deaths asks for no deaths."""
_LATER = re.compile(r"[ ](?:later|after|before|ago)\b")
_GUESSED = re.compile(r"\ban? estimated $", re.IGNORECASE)
_TO_COME = re.compile(
    r"[ ](?:(?!(?:who|that|which|and|but|said|has|have|had|was|were)\b)[\w'’-]+[ ]){0,9}?"
    r"(?:will|(?:is|are)[ ](?:projected|expected|forecast|likely|set|predicted)[ ]to)[ ]"
)
"""As in "An estimated 7.5 million people are projected to face hunger"."""
_TOLD = re.compile(r"\b(?:said|told|added|announced|promised|argued|insisted)\b.*\bwould\b", re.IGNORECASE | re.DOTALL)
"""What somebody said "would" be is what that somebody expects, where nothing else must happen first."""
_SAID_THAT = re.compile(r"\b(?:said|told|added|announced|promised)\b(?:[ ][\w'’-]+){0,3}?[ ]that\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|unless|could|might|were to|otherwise|should|suppos\w*|assum\w*)\b", re.IGNORECASE)
_TO_BE = re.compile(
    r"(?:[ ](?!had\b|have\b|has\b|thought\b|believed\b|said\b|known\b|found\b|reported\b|feared\b|of\b)[a-z]+){0,2}[ ]to[ ]be[ ]"
    r"(?:spent|invested|built|funded|financed|trained|planted|created|opened|delivered|recruited|hired|added|installed)\b",
    re.IGNORECASE,
)
"""As in "7.1 trillion won to be spent next year"."""
_OF_SEVERAL = re.compile(r"\b(?:one|first|last|largest|smallest|among|all|of)(?: of)?(?: the)?[ ]$", re.IGNORECASE)
_SHOULD = re.compile(r"\W{0,2}Should[ ](?:[\w'’-]+[ ]){1,8}(?:[^.?!,]|(?<=\d)[.,](?=\d)){0,160},[ ]")
"""As in "Should prices fall by more than 10 percent, the fund will buy": an inverted condition."""
_SUBJECT_OF_WILL = re.compile(
    r"[ ](?:(?!(?:who|that|which|and|but|said|says|is|are|was|were|has|have|had|did|does|do|to)\b)[\w'’-]+,?[ ]){0,9}?(?P<verb>will|shall|must|should)[ ]"
)
"""As in "At least 12,000 hectares of drained peatland will be restored": the verb behind a figure that is its subject."""
_FIRST = re.compile(
    r"\W*(?:(?:at|no|more|less|not|fewer|than|least|most|about|around|some|up|to|over|nearly|the|a|an|another|further)[ ])*",
    re.IGNORECASE,
)
_PRELUDE = re.compile(
    r"\W*(?:over|in|by|during|under|within|until|from|on|between|as of|before)[ ]"
    r"(?:(?!(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|said|says)\b)[\w'’/-]+[ ]){1,10}",
    re.IGNORECASE,
)
"""As in "Over the five years of this Strategy 2,000 kilometres of road shall be repaired"."""
_SUBJECT_CHARS = 90
_END_CHARS = 3
_LEFT_CHARS = 110
_RIGHT_CHARS = 36


def is_known_whole(text: str, start: int) -> bool:
    """Whether a figure is the whole that a part is told of, which is there already: "221 of the 612 drivers will be entitled"."""
    known = _OF_KNOWN.search(text, max(0, start - _LEFT_CHARS), start) is not None
    return known and _NOT_YET.match(text, start) is None


def nature_of(text: str, start: int, end: int, sentence: tuple[int, int], *, is_earlier: bool = False) -> Nature:
    """Nature of a figure, by the words of its clause.

    Args:
        text: The text.
        start: Where the figure starts.
        end: Where it ends.
        sentence: Offsets of its sentence.
        is_earlier: Whether it is the earlier value of a change, which is an outturn.
    """
    if _SHOULD.match(text, *sentence) and "?" not in text[max(sentence[0], sentence[1] - _END_CHARS) : sentence[1]]:
        return "hypothetical"
    left = text[max(sentence[0], start - _LEFT_CHARS) : start]
    if _BASE_GUESSED.search(left):
        return "estimate"
    if is_earlier or _COUNTERFACTUAL.search(left) or is_known_whole(text, start):
        return "outturn"
    left = _ABILITY.sub("", _CLOSED_ASIDE.sub(",", left))
    aside = _ASIDE.search(left) is not None
    left = _SET_BESIDE.sub("", left)
    whole = _OF_WHOLE.match(left)
    cut = whole.end() if whole else 0
    for m in _CLAUSE.finditer(left):
        if _VALUES.fullmatch(left, m.start()) and _NO_CLAUSE.match(text, end):
            continue
        if not _BOUND.search(left[: m.end()]) or left[m.end() :].strip():  # "shall pay not less than £120 million"
            cut = m.end()
    cut = max([cut, *(m.end() for pattern in (_SAID, _COURTESY) for m in pattern.finditer(left))])
    left = left[cut:]
    if _NOW.search(left):
        return "outturn"  # "would waive the duty, now at 15 percent"
    right = text[end : min(sentence[1], end + _RIGHT_CHARS)]
    if aside:
        right = right.split(",", maxsplit=1)[0]  # what follows "which it raised to 12.5 percent," is the main clause
    stops = [found.start() for pattern in (_CLAUSE, _OTHERS) if (found := pattern.search(right)) is not None]
    right = right[: min(stops)] if stops else right
    if (foreseen := _by_left(text, left, start, end, sentence)) is not None:
        return foreseen
    own = _NEXT_FIGURE.split(right, maxsplit=1)[0]  # "2.1 percent, above the 2 percent target"
    own = own.split(",", maxsplit=1)[0]  # "2,700 megawatts, far from the goal"
    right = own if _OF_MORE.match(right) else right
    for (pattern, nature), behind in zip(_PATTERN[:2], (own, right), strict=True):
        if pattern.search(_COMMITTED.sub("", behind)):
            return nature
    if (ahead := _of_its_verb(text, left, end, sentence[1])) is not None:
        return ahead
    if _TO_BE.match(own) and not _OF_SEVERAL.search(left):
        return "target"
    return _by_modal(text, own, start, sentence) or "outturn"


def _by_modal(text: str, own: str, start: int, sentence: tuple[int, int]) -> Nature | None:
    """Of a figure that is the subject of "may", "could" or "would" behind it."""
    modal = _MAY_BEHIND.match(own)
    if modal is None:
        return None
    would = modal[0].endswith("would") and _SAID_THAT.search(text, sentence[0], start) is not None
    return (
        "forecast"
        if would and not _IF.search(text, *sentence) and " without " not in text[slice(*sentence)]
        else "hypothetical"
    )


def _by_left(text: str, left: str, start: int, end: int, sentence: tuple[int, int]) -> Nature | None:
    """By the words in front of a figure in its clause, or its own."""
    if _NAMED_AHEAD.search(text, start, end) or _BEHIND.match(text, end):
        return "target"
    if _ASKED.search(left) and not _LATER.match(text, end):
        return "target"
    if _GUESSED.search(left) and _TO_COME.match(text, end, sentence[1]):
        return "forecast"
    if _ONE_SUCH.search(left) and _SUPPOSED.match(text, end, sentence[1]):
        return "hypothetical"
    if _RATE_AHEAD.search(left) and _RATE.match(text, start, end):
        return "forecast"
    polled = _ASKED_WHETHER.search(left) is not None
    if (ahead := next((n for pattern, n in _AHEAD if pattern.search(left)), None)) is not None and not polled:
        return ahead
    for pattern, nature in _PATTERN:
        if pattern.search(left):
            told = nature == "hypothetical" and _TOLD.search(text, sentence[0], start) is not None
            return "forecast" if told and not _IF.search(text, *sentence) else nature
    return None


def _of_its_verb(text: str, left: str, end: int, stop: int) -> Nature | None:
    """Of a figure that is the subject of "will" or "shall" behind it, with a time at most in front of it."""
    led = _PRELUDE.fullmatch(left.replace(", ", " ")) is not None
    if not (led or _FIRST.fullmatch(left)):
        return None
    ahead = _SUBJECT_OF_WILL.match(text, end, min(stop, end + _SUBJECT_CHARS))
    if ahead is None or (led and "," in ahead[0]):  # "By Monday 40 trucks arrived, so the camp should hold"
        return None
    return "forecast" if ahead["verb"] == "will" else "target"
