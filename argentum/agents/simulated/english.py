"""The little English grammar that the topic analysis needs: number, gerunds, participles, where phrases end."""

from __future__ import annotations

POLICY_VERBS = frozenset(
    """abandon abolish accept adopt allow automate ban block boycott break bring build buy cancel cap censor change charge close
    control create criminalise criminalize cut decriminalise decriminalize defund delay demolish deport disclose dismantle double drop
    eat eliminate embrace enable encourage end enforce establish expand explore export extend fight fine forbid forgive free freeze
    fund get give go grant grow guarantee halt have help hire impose import increase inform introduce invest join keep label leave
    legalise legalize let license licence limit live lower make mandate merge mine move nationalise nationalize offer open outlaw own
    pay phase postpone prefer privatise privatize produce prohibit protect provide publish punish put quit raise ration read rebuild
    recognise recognize reduce reform refuse regulate reject release relocate remove rename repeal replace require restore restrict
    rethink return ride scrap sell send separate serve set share shorten shut slow sort spend split sponsor start stay stop store
    study subsidise subsidize support switch take tax teach tear test tolerate trade train travel treat trust try use vaccinate
    vote wait watch wear welcome withdraw work write colonise colonize clone edit divide unify decentralise decentralize
    return repatriate teach learn lift prioritise prioritize monitor track""".split()
)
"""Verbs that topics ask about; they tell where the subject ends in `should X do Y`."""

IMPERATIVES = frozenset(
    """abolish allow ban bring build cancel close criminalise criminalize decriminalise decriminalize defund dismantle eliminate
    end forbid fund give introduce keep legalise legalize make nationalise nationalize open outlaw privatise privatize prohibit
    protect raise reduce reform regulate remove replace save scrap stop subsidise subsidize tax""".split()
)

PREPOSITIONS = frozenset(
    """about above across after against along among around as at before behind below beneath beside between beyond by despite down
    during for from in inside into near of off on onto out outside over per since than through to toward towards under until up
    upon via when where while with within without that which who whose if because""".split()
)

_IRREGULAR_PLURALS = frozenset(
    """people children men women mice teeth feet geese oxen species police cattle data criteria phenomena alumni fungi youth poor rich
    elderly disabled unemployed young""".split()
)
_SINGULAR_IN_S = frozenset(
    """news politics economics physics mathematics maths ethics gymnastics athletics statistics series chaos bus gas tennis diabetes
    christmas analysis crisis basis thesis status virus campus census consensus focus surplus bonus genius chess""".split()
)
_PARTICIPLES = {
    "built": "build", "brought": "bring", "bought": "buy", "cut": "cut", "fought": "fight", "given": "give", "forgiven": "forgive",
    "forbidden": "forbid", "frozen": "freeze", "grown": "grow", "held": "hold", "kept": "keep", "left": "leave", "let": "let",
    "made": "make", "paid": "pay", "put": "put", "sent": "send", "shut": "shut", "sold": "sell", "spent": "spend", "taken": "take",
    "taught": "teach", "told": "tell", "torn": "tear", "worn": "wear", "withdrawn": "withdraw", "written": "write", "split": "split",
    "broken": "break", "set": "set", "read": "read", "banned": "ban", "capped": "cap", "scrapped": "scrap", "stopped": "stop",
    "dropped": "drop", "controlled": "control", "cancelled": "cancel", "labelled": "label", "fitted": "fit",
}  # fmt: skip
_DOUBLING = frozenset("ban cap cut get let put quit run scrap set shut split stop drop plan chat swap dig hit sit win begin forbid forget".split())
_ACT_NAMES = {
    "ban": "the ban", "abolish": "abolition", "prohibit": "prohibition", "forbid": "the ban", "outlaw": "the ban", "tax": "the tax",
    "regulate": "regulation", "legalise": "legalisation", "legalize": "legalization", "privatise": "privatisation",
    "privatize": "privatization", "nationalise": "nationalisation", "nationalize": "nationalization", "restrict": "the restriction",
    "limit": "the limit", "cap": "the cap", "subsidise": "the subsidy", "subsidize": "the subsidy", "reform": "the reform",
    "mandate": "the mandate", "replace": "the switch", "switch": "the switch", "decriminalise": "decriminalisation",
    "decriminalize": "decriminalization", "cancel": "the cancellation", "repeal": "the repeal",
    "charge": "the charge", "merge": "the merger", "withdraw": "the withdrawal", "teach": "the new teaching",
}  # fmt: skip
_VOWELS = "aeiou"


def gerund(verb: str) -> str:
    """Give the -ing form of a base verb: ban, banning; make, making; tie, tying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    return verb + "ing"


def base_of_participle(word: str) -> str | None:
    """Give the base of a past participle, or nothing when it does not look like one: abolished, abolish."""
    known = _PARTICIPLES.get(word)
    if known is not None or not word.endswith("ed") or len(word) < 5:
        return known
    if word[:-1] in POLICY_VERBS:
        return word[:-1]
    if word[:-2] in POLICY_VERBS:
        return word[:-2]
    if word.endswith("ied"):
        return word[:-3] + "y"
    stem = word[:-2]
    if stem[-1] in "svzgcu" or stem.endswith(("at", "ir", "ut")):
        return stem + "e"
    return stem


def act_name(verb: str) -> str | None:
    """Give the noun for the act, if the verb has a usual one: ban, `the ban`."""
    return _ACT_NAMES.get(verb)


def third_person(verb: str) -> str:
    """Give the form after he, she or it: help, helps; watch, watches; have, has."""
    if verb in {"have", "be", "do", "go"}:
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def head_end(words: list[str]) -> int:
    """Count the words of a noun phrase before its first preposition or relative word."""
    for position, word in enumerate(words):
        if position and word.lower() in PREPOSITIONS:
            return position
    return len(words)


def is_plural(words: list[str]) -> bool:
    """Guess whether a noun phrase takes `are`: the head noun decides, and so does `and`."""
    lowered = [word.lower().strip(",") for word in words]
    end = head_end(lowered)
    if "and" in lowered[1:end]:
        return True
    head = lowered[end - 1] if end else ""
    if lowered[:1] and (lowered[0].endswith("ing") and len(lowered[0]) > 5):
        return False
    if head in _IRREGULAR_PLURALS:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "ics", "'s")) and head not in _SINGULAR_IN_S
