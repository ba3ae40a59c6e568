"""A question that leans on the turns before, made one that stands alone. By rules, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.follow_ups.pronouns import with_names_for_pronouns
from assistant.answering.follow_ups.referents import Turn, the_other
from assistant.answering.follow_ups.slots import anchored, asked_of_the_same, filled, takes, without_anchor
from assistant.answering.language.clauses import (
    asked_again,
    clause_of,
    is_adverbial,
    statement_of,
    without_lead,
)
from assistant.answering.language.phrases import phrases
from assistant.answering.language.terms import content_stems, stems
from assistant.answering.language.word_classes import PREPOSITIONS, VERBS
from assistant.retrieval.by_words import content_words
from ingest.sentences import sentence_spans

LEANS_UP_TO = 1
"""Content words: a question without a name that has no more than these can't stand alone ("Was anyone hurt?")."""
GOES_ON_FROM = 0.66
"""Share of a question's content words in the last turn's passages, from which "the port" is that turn's port."""

_NEW_TOPIC = re.compile(
    r"^(?:ok(?:ay)?[\s,.]+)?(?:(?:on |now )?(?:to )?(?:another|a different|a new) (?:topic|subject"
    r"|matter|question|story)"
    r"|something (?:else|different)|new (?:topic|question)|(?:to )?chang(?:e|ing) the subject"
    r"|(?:an )?unrelated(?: question)?)"
    r"\b[\s:,;.–-]*(?=\S)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:(?:sorry|no|oh|oops|actually|well|wait)\b[\s,.!–-]*)*(?:i (?:meant|mean)|make that"
    r"|i was asking about)\s+"
    r"(?P<meant>.+?)[?.!\s]*$",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    r"(?:(?:who|(?:what|which) (?:source|paper|outlet|newspaper|agency)s?)(?: \w+)? "
    r"(?:said|says|say|reported|reports|claimed|claims|told|wrote|confirmed) (?:so|that|it|this)"
    r"|(?:says|said) who|according to whom|who says|who said)",
    re.IGNORECASE,
)
_IS_IT_TRUE = re.compile(
    r"(?:really|are you sure|(?:is|was) (?:that|it|this) (?P<state>true|confirmed|certain|sure|right"
    r"|correct|official)"
    r"(?: (?:yet|now|already))?)",
    re.IGNORECASE,
)
_BARE_NAMES = re.compile(
    r"(?:who|which|which ones|what|who are they|who were they|(?:name|list) them(?: all)?|how many|how much)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:tell me )?more(?: about (?:it|that|this|them|him|her))?|go on|what else|anything else"
    r"|any(?: more)? details|(?:what|and)? ?(?:happened |happens )?(?:next|then|after (?:that|this)))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:what|how) about\s+", re.IGNORECASE)
_LEADS = re.compile(r"^(?:and|but|or|so|also|then)\b", re.IGNORECASE)
_OTHER = re.compile(r"(?:in |at |of |for |about )?the other(?: one| two| side)?", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"^(?:where|when|what|which) (?:is|are|was|were) (?P<noun>the [\w’'-]+(?: [\w’'-]+){0,3}?) (?:that|which) "
    r"(?P<subject>.+?) (?P<auxiliary>will|would|has|had|have|is|are|was|were|can|could|must|may)"
    r" (?P<verb>.+?)[\s?!.]*$",
    re.IGNORECASE,
)
_FRAGMENT = 8
"""Words of a question that is no sentence ("And in the north of the country?") at most."""


def standalone_question(question: str, turns: Sequence[Turn]) -> str:
    """Give the question as a reader who knows none of the turns before would have to ask it.

    `turns` are those before it, oldest first; without any, and where it stands alone already, it stays as it is.
    """
    if match := _NEW_TOPIC.match(question):
        rest = question[match.end() :]
        return rest[0].upper() + rest[1:]
    if not turns:
        return question
    if match := _CORRECTION.match(question):
        meant = match.group("meant")
        asks = is_adverbial(meant) or (
            meant.split()[0].casefold() in PREPOSITIONS and clause_of(f"{meant} is it")
        )
        return _asked_again(meant, turns[-1]) if asks else filled(meant, turns, corrects=True) or question
    bare = without_lead(question)
    if not bare:
        return question
    about = _ABOUT.sub("", bare)
    return (
        _of_a_few_words(bare, turns)
        or _of_a_fragment(question, bare, about, turns)
        or _of_a_clause(question, turns)
    )


def asks_about_what_was_said(standalone: str) -> bool:
    """Tell whether a stand-alone question repeats the last answer's words, to ask who said that, or when."""
    return bool(
        re.match(r"(?:who said|(?:when|where|why|how) (?:was it|is it|did \w+ say)) that\b", standalone, re.I)
    )


def leans(question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a question has no sense of its own without the turns before."""
    if not turns or _NEW_TOPIC.match(question):
        return False
    return standalone_question(question, turns) != question


def _of_a_few_words(bare: str, turns: Sequence[Turn]) -> str:
    """Complete "Why?", "Who said so?", "Is that true?", "Name them", "What else?"; "" for anything else."""
    last = turns[-1]
    statement = _first_statement(last)
    if _WHO_SAID.fullmatch(bare):
        return f"Who said that {statement}?" if statement else anchored("Who said so?", last)
    if match := _IS_IT_TRUE.fullmatch(bare):
        state = match.group("state") or "true"
        return f"Is it {state} that {statement}?" if statement else anchored(f"Is it {state}?", last)
    if is_adverbial(bare) or _BARE_NAMES.fullmatch(bare):
        return _asked_again(bare, last, statement)
    if _MORE.fullmatch(bare):
        goes_on = "next" in bare or "then" in bare
        return anchored("What happened next?" if goes_on else "What else is known?", last)
    return ""


def _asked_again(asked: str, last: Turn, statement: str = "") -> str:
    own, _ = without_anchor(last.question)
    if is_adverbial(asked) and (match := _DESCRIBED.match(own)):
        asked = asked[0].upper() + asked[1:]
        return asked_of_the_same(
            f"{asked} {match['auxiliary']} {match['subject']} {match['verb']} {match['noun']}?", last
        )
    return asked_of_the_same(asked_again(asked, own, statement), last)


def _of_a_fragment(question: str, bare: str, about: str, turns: Sequence[Turn]) -> str:
    """Put a bare phrase in the place of its like in the last question; "" where the question is a sentence."""
    is_tied = bool(_LEADS.match(question.strip())) or about != bare
    if clause_of(bare) is not None and about == bare:
        return ""
    if len(about.split()) > _FRAGMENT or not about:
        return ""
    if _OTHER.fullmatch(about):
        one, other = the_other(turns)
        return turns[-1].question.replace(one, other) if one else anchored(question, turns[-1])
    resolved = with_names_for_pronouns(about, turns).text
    if is_tied and (topic := _definite(resolved)):
        if _is_new(topic, turns):
            whole = filled(topic, turns) if takes(topic, turns[-1]) else ""
            return without_anchor(whole)[0] or f"What about {topic}?"
        asked = f"What about {topic}?"
        has_name = any(phrase.is_name for phrase in phrases(turns[-1].question))
        return filled(topic, turns) or (anchored(asked, turns[-1], lightly=True) if has_name else asked)
    if is_tied:
        return filled(resolved, turns) or anchored(question, turns[-1])
    is_bare_phrase = len(about.split()) <= 4 and question.rstrip().endswith("?")
    return filled(resolved, turns) if is_bare_phrase else ""


def _definite(text: str) -> str:
    """Give a text that is nothing but a definite phrase without a name ("the bridge"), "" for any other."""
    found = phrases(text)
    is_one = len(found) == 1 and found[0].text == text and not found[0].is_name
    return f"the{text[3:]}" if is_one and text.casefold().startswith("the ") else ""


def _is_new(phrase: str, turns: Sequence[Turn]) -> bool:
    """Tell whether no turn's question, answer or passages mention a phrase."""
    known = stems(" ".join(part for turn in turns for part in (*turn.texts, *turn.evidence)))
    return not content_stems(phrase) & known


def _of_a_clause(question: str, turns: Sequence[Turn]) -> str:
    """Put names for the pronouns of a sentence, and the last topic behind one that names nothing of its own."""
    resolved = with_names_for_pronouns(question, turns)
    bare = without_lead(resolved.text)
    has_names = any(phrase.is_name or _holds_name(phrase.text) for phrase in phrases(bare))
    if not (resolved.is_changed or resolved.is_open) and (has_names or not _goes_on(question, turns[-1])):
        return question
    asked = f"{bare[0].upper()}{bare[1:]}?"
    topics = [phrase.text for phrase in phrases(bare) if phrase.text.casefold().startswith("the ")]
    if not (resolved.is_changed or resolved.is_open) and topics and _is_new(question, turns):
        return question
    if resolved.is_open or not has_names:
        return anchored(asked, turns[-1])
    named_itself = any(phrase.is_name for phrase in phrases(question))
    says_enough = named_itself or len(content_stems(question)) > LEANS_UP_TO or " that " in asked
    return asked if says_enough else anchored(asked, turns[-1], lightly=True)


def _goes_on(question: str, last: Turn) -> bool:
    """Tell whether a sentence without name or pronoun goes on about the last turn's matter."""
    own = content_stems(question)
    if len(own) <= LEANS_UP_TO:
        return True
    if any(_points_back(phrase.text, last.question) for phrase in phrases(question)):
        return True
    own = content_stems(" ".join(word for word in content_words(question) if word not in VERBS)) or own
    # What is nearest to a question that was refused need not be on its matter.
    evidence = last.evidence if last.answer else ()
    known = stems(" ".join((last.question, last.answer, *evidence)))
    if without_lead(question) != question.strip().rstrip(" ?!."):
        return bool(own & known)
    return len(own & known) >= GOES_ON_FROM * len(own) and bool(
        re.search(r"\bthe\b", question, re.IGNORECASE)
    )


def _points_back(phrase: str, last: str) -> bool:
    """Tell whether a phrase is a bare "the port" behind a question about Port Sennick."""
    article, _, noun = phrase.casefold().partition(" ")
    return article == "the" and bool(noun) and " " not in noun and bool(stems(noun) & content_stems(last))


def _holds_name(text: str) -> bool:
    return any(word[0].isupper() for word in text.split()[1:])


def _first_statement(turn: Turn) -> str:
    """Give what the last answer said first, with its matter: "" after a refusal or a sentence without words."""
    spans = sentence_spans(turn.answer)
    sentence = turn.answer[spans[0][0] : spans[0][1]] if spans else ""
    return statement_of(sentence) if len(content_words(sentence)) > LEANS_UP_TO else ""
