"""Whether a text is English, told by its small words: the built-in agents speak no other language.

Names and technical terms say nothing, so the little words decide, and scripts that English is not written in.
"""

from __future__ import annotations

_ENGLISH = """
a about an and are as at be been between but by can could did do does for from had has have he her his how if in
into is it its must not of on or our over she should than that the their them there these they this to under us was
we were what when where which who why will with without would you your more most
"""
_OTHERS = """
der das und ist sind ein eine einer eines einem einen nicht mit von zu für auf dem den des wird werden sollte soll
sollen auch oder wir sie sich nach dass ob wie kein keine muss darf über durch le la les un une du et est sont pas
dans pour que qui avec aux par nous vous ils elles ce cette faut doit être el los las una son para por con al se su
sus como más debería deberían hay qué il lo gli della delle nel nella che di sono non più si dei degli essere
dovrebbe perché os um uma dos não são em ao com mais deve devem het een niet zijn dat voor op te moet moeten wordt
och att det som på är inte ska bör nie jest się czy przez oraz powinno
"""
"""German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Polish; no word that English has, too."""
_ENGLISH_WORDS, _OTHER_WORDS = frozenset(_ENGLISH.split()), frozenset(_OTHERS.split())


def is_english(text: str) -> bool:
    """Tell whether a text can be read out among English sentences; without any sign it is taken for English."""
    letters = [letter for letter in text if letter.isalpha()]
    if 2 * sum(_is_latin(letter) for letter in letters) < len(letters):
        return False
    spoken = [word.strip(".,;:!?¿¡()\"'“”„«»") for word in text.split()]
    words = [word.lower() for word in spoken]
    named = [word[:1].isupper() and after[:1].isupper() for word, after in zip(spoken, [*spoken[1:], ""], strict=True)]
    # `Le Corbusier` is a name; `La ville` is none.
    foreign = sum(word in _OTHER_WORDS and not name for word, name in zip(words, named, strict=True))
    return foreign == 0 or foreign < sum(word in _ENGLISH_WORDS for word in words)


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"
