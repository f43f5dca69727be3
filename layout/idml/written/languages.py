"""Languages as InDesign names them, by their BCP 47 tags; from the languages that it comes with."""

from __future__ import annotations

from layout.idml.written.xml_parts import Element, element

_NONE = "$ID/[No Language]"
_NAMES = {
    "bg": "$ID/Bulgarian",
    "ca": "$ID/Catalan",
    "cs": "$ID/Czech",
    "da": "$ID/Danish",
    "de": "$ID/German: 2006 Reform",
    "de-at": "$ID/de_AT_2006",
    "de-ch": "$ID/de_CH_2006",
    "el": "$ID/Greek",
    "en": "$ID/English: UK",
    "en-ca": "$ID/English: Canadian",
    "en-us": "$ID/English: USA",
    "es": "$ID/Spanish: Castilian",
    "et": "$ID/Estonian",
    "fi": "$ID/Finnish",
    "fr": "$ID/French",
    "fr-ca": "$ID/French: Canadian",
    "hr": "$ID/Croatian",
    "hu": "$ID/Hungarian",
    "it": "$ID/Italian",
    "lt": "$ID/Lithuanian",
    "lv": "$ID/Latvian",
    "nb": "$ID/Norwegian: Bokmal",
    "nl": "$ID/nl_NL_2005",
    "nn": "$ID/Norwegian: Nynorsk",
    "no": "$ID/Norwegian: Bokmal",
    "pl": "$ID/Polish",
    "pt": "$ID/Portuguese: Brazilian",
    "pt-pt": "$ID/Portuguese",
    "ro": "$ID/Romanian",
    "ru": "$ID/Russian",
    "sk": "$ID/Slovak",
    "sl": "$ID/Slovenian",
    "sv": "$ID/Swedish",
    "tr": "$ID/Turkish",
    "uk": "$ID/Ukrainian",
}
_IDS = {"$ID/English: USA": "269", "$ID/English: UK": "525"}


def language_name(tag: str) -> str:
    """What InDesign calls a language; that of none for one that it does not have.

    >>> language_name("en-US"), language_name("fr-BE"), language_name("eo")
    ('$ID/English: USA', '$ID/French', '$ID/[No Language]')
    """
    whole = tag.casefold()
    return _NAMES.get(whole) or _NAMES.get(whole.partition("-")[0]) or _NONE


def is_known(tag: str) -> bool:
    """Whether InDesign has a language."""
    return language_name(tag) != _NONE


def language_element(name: str) -> Element:
    """A language as the document lists it."""
    primary, _, region = name.partition(": ")
    attributes = {
        "Self": f"Language/{name.replace(':', '%3a')}",
        "Name": name,
        "SingleQuotes": "‘’",
        "DoubleQuotes": "“”",
        "PrimaryLanguageName": primary,
        "SublanguageName": f"$ID/{region}" if region else "$ID/",
        "HyphenationVendor": "Hunspell",
        "SpellingVendor": "Hunspell",
    }
    if name in _IDS:
        attributes["Id"] = _IDS[name]
    return element("Language", attributes)
