"""Typographic signs as WordPress sets them: expected is what Debian's WordPress 6.8 gives."""

import pytest

from layout.imports.wordpress.content.typography import own_name, set_type, signs_of, with_smilies


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ('"Yes," she said.', "“Yes,” she said."),
        ("It's the dogs' home", "It’s the dogs’ home"),
        ("'twas so in '99, 'em all", "’twas so in ’99, ’em all"),
        ("'99' and '04.", "’99’ and ’04."),
        ("She said \"he called it 'new'\" once", "She said “he called it ‘new'” once"),
        ("a 9' plank, 12\" deep", "a 9′ plank, 12″ deep"),
        ('"a plank of 12" deep"', "“a plank of 12″ deep”"),
        ('"it is 12"', "“it is 12”"),
        ("'it is 12'", "‘it is 12’"),
        ('"9" left', "“9” left"),
        ("so they say...", "so they say…"),
        ("north - south, a--b, c---d, e -- f", "north – south, a–b, c—d, e — f"),
        ("xn--abc", "xn--abc"),
        ("3x4 metres, 0x70, 10.5x20", "3×4 metres, 0x70, 10.5×20"),
        ("Brand (tm) ``quoted''", "Brand ™ “quoted”"),
        ("<b>\"</b>a\" (\"b\")", "<b>“</b>a” (“b”)"),
        ('<a title="it\'s">it\'s</a>', '<a title="it\'s">it’s</a>'),
        ("<code>\"a\" -- b</code> -- c", "<code>\"a\" -- b</code> — c"),
        ("<!-- \"a\" --> \"b\"", "<!-- \"a\" --> “b”"),
        ("[gallery ids=\"1\"] \"a\"", "[gallery ids=\"1\"] “a”"),
        ("&nbsp;\"a\"", "&nbsp;“a”"),
        ("nothing to set", "nothing to set"),
    ],
)  # fmt: skip
def test_signs_are_those_of_the_page(typed: str, set_as: str) -> None:
    assert set_type(typed) == set_as


@pytest.mark.parametrize(
    ("language", "set_as"),
    [
        ("de-AT", "„so“"),
        ("fr_FR", "«\u00a0so\u00a0»"),
        ("sv", "”so”"),
        ("es-EC", "“so”"),
        ("", "“so”"),
    ],
)
def test_quotes_are_those_of_the_language(language: str, set_as: str) -> None:
    assert set_type('"so"', language) == set_as


def test_a_language_keeps_its_own_dash() -> None:
    assert set_type("a - b", "ru-RU") == "a — b"
    assert signs_of("ru").en_dash == "—"


def test_smilies_that_stand_alone_are_signs() -> None:
    assert with_smilies("Well :) done :-D (8-))") == "Well 🙂 done 😀 (8-))"
    assert with_smilies("at 10:0x <code>:)</code> :mrgreen: http://a") == (
        "at 10:0x <code>:)</code> :mrgreen: http://a"
    )


def test_wordpress_writes_its_name_with_two_capitals() -> None:
    assert own_name("On Wordpress. <b>Wordpress</b> /Wordpress") == (
        "On WordPress. <b>WordPress</b> /Wordpress"
    )
    assert own_name("MyWordpress", title=True) == "MyWordPress"


@pytest.mark.parametrize("hostile", ['"It\'s" ', "<", "<!--", '"9', "[a b=", "'", "-", "0x"])
def test_signs_take_time_that_grows_with_the_text(hostile: str) -> None:
    assert set_type(hostile * 30_000)
