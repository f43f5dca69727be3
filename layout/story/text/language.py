"""Language detection: the language of a story, recognised cheaply by its commonest words."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS = (
    "the and of to in that is was for with as on at by from were are has have had this which not "
    "but they his her their its will would be been it he she an or who said"
)
_SPANISH_WORDS = (
    "el la los las de del y que en un una es por con para se su sus al lo como más pero fue son "
    "ha han este esta le les ya o no sin sobre entre también desde hasta dijo"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SPANISH = frozenset(_SPANISH_WORDS.split())
_OTHER_WORDS = {
    "cs": "a v na se je že s z do o k i pro ve by jako ale za od po ze si která který které však "
    "byl podle jeho jsou bude také což před",
    "da": "og i at det er en til på af den for med der de ikke som et har han var sig fra blev "
    "også efter ved kan om men hun skal være",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
    "es an er hat aus bei nach wird einer um sind wie einem über einen war noch wurde",
    "fi": "ja on ei että se oli hän mutta ovat kun myös joka mukaan sekä jos kuin vuoden ole vain "
    "jo nyt hänen sen niin olla tai jonka kertoo",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce "
    "il sont avec son aux cette ont mais leur elle été à ses",
    "it": "di e il la che in un a per è una sono non del con si le della i da al dei ha come più "
    "gli alla ma nel anche delle lo questo dal",
    "nb": "og i det er på en til av som for med at den har de ikke et han om fra var seg men vi "
    "ved blir også skal etter kan hun sier",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij door "
    "werd uit maar naar hij over heeft nog wordt",
    "pl": "w i na z się do nie że jest to o od po przez jak za dla są oraz ale był które który "
    "jego już także tym co",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao "
    "ele das tem à seu sua ou ser são pela pelo",
    "sk": "a v na sa je že s z do o k pre aj ako ale za od po zo si ktorá ktorý ktoré však bol "
    "podľa jeho sú bude tiež čo pred",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var sig från "
    "vi så kan när också efter hon ska vid",
}
_OTHERS = {language: frozenset(words.split()) for language, words in _OTHER_WORDS.items()}
_RUSSIAN = frozenset(
    "и в не на что с по как это от к за из у о для так же но он его она они их был была быть или "
    "до если все при который".split()
)
_GREEK_WORDS = re.compile("[Ͱ-Ͽἀ-῾]")
_ENOUGH = 0.12
"""The share of a text's words that the commonest ones of its language take at least: of English
they take .35, of German .3; names and numbers in another language come to less."""
_CLEARLY = 1.25
"""How many times the words of English or Spanish those of another language must be: much of
Spanish is Portuguese, too."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_language(tag: str) -> bool:
    """Whether a tag has the shape of BCP 47: "en", "es-EC", "zh-Hant"."""
    return _TAG.fullmatch(tag) is not None


def tag_of(written: str) -> str:
    """A tag as BCP 47 writes it, of one that others wrote in a way of their own.

    >>> tag_of(" en_us"), tag_of("PT-br"), tag_of("zh-Hant-TW")
    ('en-US', 'pt-BR', 'zh-Hant-TW')
    """
    first, *others = written.strip().replace("_", "-").split("-")
    return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in others)))


def primary_of(tag: str) -> str:
    """The language of a tag without script and region: "pt" of "pt-BR"."""
    return tag_of(tag).split("-", 1)[0]


def region_of(tag: str) -> str:
    """The region of a tag, "" where it names none: "BR" of "pt-BR", "RS" of "sr-Latn-RS"."""
    return next((part for part in tag_of(tag).split("-")[1:] if len(part) == 2), "")


def language_of(text: str) -> str:
    """The language of a text by its stop words: "en" or "es", whichever's are more, or one of some
    others where theirs are clearly more; "und" if most letters are neither Latin nor Greek nor
    Russian.

    Looks at the first 20,000 characters only. A tie, and text with nobody's words, is "en".
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    foreign = [word for word in words if word[0] > "\u02af"]
    if 2 * sum(map(len, foreign)) > sum(map(len, words)):
        return _of_another_script(foreign)
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words)
    least = max(_CLEARLY * english, _CLEARLY * spanish, _ENOUGH * len(words), 3)
    if english < 2 * _ENOUGH * len(words):
        counts = {name: sum(word in common for word in words) for name, common in _OTHERS.items()}
        likely = max(counts, key=lambda name: counts[name])
        if counts[likely] > least:
            return likely
    return "es" if spanish > english else "en"


def _of_another_script(words: list[str]) -> str:
    if sum(_GREEK_WORDS.match(word) is not None for word in words) * 2 > len(words):
        return "el"
    return "ru" if sum(word in _RUSSIAN for word in words) > _ENOUGH * len(words) else "und"
