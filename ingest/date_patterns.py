"""What a relative date looks like in English news, and what only looks like one."""

from __future__ import annotations

import re

from ingest.calendar_names import MONTHS, WEEKDAYS

MONTH = (
    rf"(?:{'|'.join(MONTHS)}"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_PART = r"(?:morning|afternoon|evening|night)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_YEAR = r"(?:,?\ (?:19|20)\d\d(?!\d))"
_NTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_IN = r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom)"
EXPRESSION = re.compile(
    rf"""(?<![\w'’-])(?:
      (?P<date>(?:{WEEKDAY},?\ (?:the\ )?)?(?:
          (?P<day>{_NTH})(?:(?:-|–|\ to\ |\ and\ )(?P<day_to>{_NTH}))?(?:\ of)?\ (?P<month_of_day>{MONTH})
        | (?P<month_before_day>{MONTH})\ (?:the\ )?(?P<day_after>{_NTH})
            (?:(?:-|–|\ to\ |\ and\ )(?P<day_after_to>{_NTH}))?
        )(?![\w%:]|[.,]\d)(?P<date_year>{_YEAR})?)
    | (?P<weekday>(?:(?P<which_day>[Ll]ast|[Nn]ext|[Tt]his(?:\ (?:past|coming))?|[Tt]he\ coming)\ )?
        (?P<weekday_name>{WEEKDAY})(?:\ {_PART}\b)?(?:\ (?:of\ )?(?P<in_week>last|this|next)\ week\b)?)(?!s\b)
    | (?P<day_word>[Yy]esterday(?:\ {_PART}\b)?|[Tt]omorrow(?:\ {_PART}\b)?|[Tt]oday|[Tt]onight|[Ll]ast\ night
        |[Tt]he\ day\ before\ yesterday|[Tt]he\ day\ after\ tomorrow|[Tt]his\ (?:morning|afternoon|evening)
        |[Ee]arlier\ today|[Ll]ater\ today)\b
    | (?P<period>(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\ )?
        (?P<which>[Ll]ast|[Tt]his|[Nn]ext)\ (?P<unit>week|month|year))\b
    | (?P<weekend>(?:(?P<which_weekend>[Ll]ast|[Tt]his(?:\ past|\ coming)?|[Nn]ext|[Oo]ver\ the|[Aa]t\ the)\ )weekend)\b
    | (?P<ago>(?P<count>[Aa]n?|[Oo]ne|{_COUNT})\ (?P<ago_unit>day|week|month|year)s?\ ago)\b
    | (?P<past>(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)\ the\ (?:last|past)\ (?:(?P<past_count>{_COUNT})\ )?
        (?P<past_unit>day|week|month|year)s?)\b
    | (?P<month>(?:{_IN}\ (?:(?:early|late|mid)[\ -])?|(?:[Ee]arly|[Ll]ate|[Mm]id)(?:\ in\ |[\ -])
        |(?:beginning|start|middle|end)\ of\ )?
        (?:(?P<which_month>[Ll]ast|[Tt]his|[Nn]ext)\ )?(?P<month_name>{MONTH}))
        (?P<month_year>(?:\ of)?{_YEAR}|,?\ (?:last|this|next)\ year)?
    )""",
    re.VERBOSE,
)
NAMED_DAYS = frozenset(
    """black good ash super palm easter bloody cyber holy maundy giving shrove sheffield fat blue manic casual happy
    ruby stormy joe rebecca every each any most some a one that following previous""".split()
)
"""Words before a weekday that make it a name, one of many, or one that the text itself has to explain."""
NAMED_AFTER = re.compile(
    r"(?:'s|’s)? ?(?:Times|Mirror|Telegraph|Express|Post|World|Mail|Herald|Star|Sun|People|Politics|Independent|Mercury"
    r"|Tribune|Review|Night (?:Live|Football|Lights|Fever|Raw|SmackDown)|Nights?|Addams|School|Service|Island|Agreement"
    r"|Club|Group)\b|s\b| (?:to|through|thru) " + WEEKDAY + rf"|[-–]{WEEKDAY}| week\b| prayers?\b"
)
NAME_OF_A_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Sen|Rep|Gov|Gen|Col|Sgt|Judge"
    r"|Theresa|Joe|Rebecca|Nancy|Brian|Fredric|Robert)\.? "
    rf"(?P<name>{WEEKDAY}|May|March|April|June|August)\b"
)
NAMED_FOR_A_DAY = re.compile(
    r" (?:terror |deadly |terrorist )?(?:attacks?|riots?|insurrection|massacre|uprising|coup)\b"
)
"""What follows a day that is long over and has become a name: "the October 7 attacks"."""
OWN_TIME = re.compile(
    r"['’]s (?:\w+ ){0,2}?(?:elections?|votes?|polls?|debates?|games?|match(?:es)?|finals?|meetings?|hearings?"
    r"|summit|talks|primar(?:y|ies)|caucus(?:es)?|races?|referendum|deadline|launch|ceremony)\b"
)
"""What follows a day and is planned ahead: it need not be over because the sentence's verb is in the past."""
OF_A_MARKET = re.compile(r"['’]s (?:clos(?:e|ing)|opening|(?:share )?price|finish|trading|level|high|low)\b")
"""What follows a trading day that is over, even where an offer that is to come is set against it."""
ANOTHER_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
MONTH_BEFORE = re.compile(
    r"^(?:[Ii]n|[Ss]ince|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id|beginning|start|middle|end)\b"
)
AHEAD_ONLY = re.compile(r"^(?:[Uu]ntil|[Bb]y|[Ff]rom)\b")
PREPOSITION = re.compile(
    r"\b(?:on|by|until|till|before|after|from|since|for|of|ahead of|late|early)(?: (?:late|early|on))* $",
    re.I,
)
UNCLEAR_PREPOSITION = re.compile(
    r"\b(?:until|till|by|before|from|for|through|starting|beginning|ahead of|at least)(?: (?:late|early|on))* $",
    re.I,
)
