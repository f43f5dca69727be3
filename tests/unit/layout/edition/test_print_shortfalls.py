"""What print has to do without is told once for a language or a face; what a screen can show is
no more than a note there; and characters that show nothing stop nothing."""

from __future__ import annotations

import functools
import json

import pytest
from support.newspapers.printed_newspaper import codes, of_code, printer, remedied
from support.newspapers.sample_newspaper import SETTINGS, newspaper, sentences, story, usual_stories

from layout.desk.command import main
from layout.typeset.coverage import is_ignorable

pytestmark = pytest.mark.slow

DUTCH = SETTINGS.replace('language = "en-GB"', 'language = "nl"')
INVISIBLE = "\u200e\u200f\u2060\ufeff\u00ad\u200b\u200c\u200d\u061c\u034f\ufe0e\ufe0f\U000e0101"


@pytest.fixture
def run(tmp_path, capsys):
    """Prints the publication in tmp_path/paper; gives exit code, JSON report and stderr."""
    return printer(tmp_path, capsys)


@pytest.fixture
def make(tmp_path):
    """Writes a publication into tmp_path/paper."""
    return functools.partial(newspaper, tmp_path / "paper")


def said(capsys, *arguments):
    """Exit code and report of a command."""
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_furniture_without_words_of_its_own_is_told_once(make, run):
    make(settings=DUTCH)
    code, report, _ = run("--strict")
    (note,) = of_code(report, "furniture-language")
    assert code == 0 and note["severity"] == "info" and note["file"].endswith("newsgrid.toml")
    assert '"nl"' in note["message"] and note["message"].endswith("printed as in English")
    assert "Spanish and Swedish" in note["hint"]


def test_kichwa_is_furnished_in_spanish_and_that_is_told(make, run):
    make(settings=SETTINGS.replace("en-GB", "qug"))
    (note,) = of_code(run()[1], "furniture-language")
    assert note["message"].endswith("printed as in Spanish")


@pytest.mark.parametrize("language", ["en", "es-EC", "fr", "ru", "no"])
def test_languages_that_have_words_are_not_told(make, run, language):
    make(settings=SETTINGS.replace("en-GB", language))
    assert "furniture-language" not in codes(run()[1])


def test_a_story_that_is_continued_says_so_in_english_and_that_is_told(capsys, tmp_path):
    head = "---\nheadline: Een stad\nlanguage: nl\n---\n\n"
    (tmp_path / "long.md").write_text(head + sentences(3_000), encoding="utf-8")
    (tmp_path / "short.md").write_text(head + sentences(60), encoding="utf-8")
    out = tmp_path / "out.pdf"
    assert "furniture-language" in codes(said(capsys, "print", tmp_path / "long.md", "-o", out)[1])
    assert "furniture-language" not in codes(
        said(capsys, "print", tmp_path / "short.md", "-o", out)[1]
    )


def test_hyphenation_that_is_not_there_is_told_once_a_language(make, run):
    quechua = {
        name: text.replace("cut: 0", "cut: 0\nlanguage: qug", 1)
        for name, text in usual_stories().items()
        if name != "news-0"
    }
    make(stories={**quechua, "news-0": usual_stories()["news-0"]})
    code, report, _ = run("--strict")
    (note,) = of_code(report, "no-hyphenation")
    assert code == 0 and note["severity"] == "info"
    assert '"qug" (here and in 8 more stories)' in note["message"] and "ragged" in note["hint"]


def test_scripts_without_hyphens_and_languages_with_them_are_not_told(make, run):
    french = story("news-0", "News", 240, "language: fr\n")
    thai = f"---\nheadline: Thai\nlanguage: th\nsection: News\n---\n\n{'ภาษาไทย ' * 20}\n"
    make(stories={**usual_stories(), "news-0": french, "thai": thai})
    assert "no-hyphenation" not in codes(run()[1])


def test_display_type_in_another_face_is_told_once_a_face(make, run):
    stories = usual_stories()
    for name in ("news-1", "sport-1", "sport-2"):
        stories[name] = stories[name].replace("headline: ", "headline: Вода и ", 1)
    make(stories=stories)
    code, report, _ = run()
    (warning,) = of_code(report, "display-fallback")
    assert code == 0 and warning["severity"] == "warning" and remedied(report)
    assert warning["message"].startswith("Newsreader") and "“Водаи” (U+0412)" in warning["message"]
    assert warning["message"].endswith("set in Source Serif 4")
    assert "display" in warning["hint"] and warning["file"].endswith("news-1.md")


def test_a_headline_in_letters_of_the_text_face_alone_is_an_error(make, run):
    stories = usual_stories()
    stories["news-1"] = stories["news-1"].replace("headline: ", "headline: Nǎo → ", 1)
    paper = make(stories=stories, settings=f'theme = "plain"\n{SETTINGS}')
    (paper / "plain").mkdir()
    lean = '[families]\nfallback = ["libre_franklin"]\n'
    (paper / "plain" / "theme.toml").write_text(lean, encoding="utf-8")
    code, report, _ = run()
    (error,) = of_code(report, "missing-glyph")
    assert code == 1 and "Newsreader" in error["message"] and "empty boxes" in error["message"]
    assert remedied(report)


def test_a_glyph_that_is_missing_on_the_web_is_a_note(capsys, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "---\nheadline: A sign\n---\n\nIt reads 漢字 over the door.\n", encoding="utf-8"
    )
    code, report = said(capsys, "web", page, "-o", tmp_path / "web", "--strict")
    assert (code, codes(report)) == (0, ["glyph-missing"])
    code, report = said(capsys, "check", page)
    assert (code, codes(report)) == (0, ["missing-glyph"])
    code, report = said(capsys, "print", page, "-o", tmp_path / "out.pdf")
    assert (code, codes(report)) == (1, ["missing-glyph"])


def test_check_tells_an_error_of_it_where_there_is_an_edition(make, capsys, tmp_path):
    paper = make(stories={"a": "---\nheadline: A sign\n---\n\nIt reads 漢字.\n"})
    code, report = said(capsys, "check", paper, "--no-stories")
    (error,) = of_code(report, "missing-glyph")
    assert (code, error["severity"], error["line"]) == (1, "error", 5)


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_characters_that_show_nothing_stop_nothing(capsys, tmp_path, sign):
    (tmp_path / "stories").mkdir()
    (tmp_path / "newsgrid.toml").write_text('name = "The Pier"\nsite = "https://pier.example"\n')
    text = f"---\nheadline: A {sign}pier\n---\n\nThe har{sign}bour{sign} is deep.\n"
    (tmp_path / "stories" / "a.md").write_text(text, encoding="utf-8")
    removed = {"unwanted-character"} if sign == "\ufeff" else set()
    for command in (["check", tmp_path], ["site", tmp_path, "-o", tmp_path / "site"]):
        code, report = said(capsys, *command)
        found = {one["code"] for one in report["findings"] if one["severity"] != "info"}
        assert (code, found) == (0, removed), report["findings"]
        assert not {"glyph-missing", "missing-glyph"} & set(codes(report))
    story_file = tmp_path / "stories" / "a.md"
    code, report = said(capsys, "print", story_file, "-o", tmp_path / "out.pdf")
    assert code == 0 and set(codes(report)) == removed


def test_letters_from_right_to_left_are_refused_as_ever(capsys, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("---\nheadline: A word\n---\n\nThey say שלום\u200f.\n", encoding="utf-8")
    code, report = said(capsys, "web", page, "-o", tmp_path / "web")
    assert (code, codes(report)) == (2, ["right-to-left"])
    assert "\u200f" not in report["findings"][0]["message"]


def test_what_is_ignorable_is_what_unicode_says():
    told = (
        "\u00ad\u034f\u061c\u115f\u17b4\u180b\u200b\u200f\u202a\u2060\u206f\u3164\ufe0f\ufeff\uffa0"
    )
    assert all(map(is_ignorable, told)) and is_ignorable("\U000e01ef")
    assert not any(map(is_ignorable, "a \u200a\u2010\u00a0\u2028\ufffc漢"))
