"""Weather and correction modules: what their reader makes of them, and how they print."""

from __future__ import annotations

import io

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.press.sample_documents import frames_pdf

from layout.press.boxes.module_markup import ModuleRequest, measure_modules, module_html
from layout.press.frames.skeleton import Frame
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.read.module_library import fill_modules
from layout.story.run import text_of
from layout.story.weather import Sky, WeatherDay, sky_of, weather_day
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

SOURCE = """\
# Ferry

Text.

::: weather On the estuary
Outlook until Sunday

- Friday: sun and light cloud, 12/4, wind SW 4, high tide 06:12 and 18:40
- Saturday: showers, 10/-1
- More on page 4
:::

::: correction
The wall will cost £2.4 million.
:::
"""
PAPER = Publication("The Gazette", site="https://g.example")


def modules(text: str, language: str = "en") -> tuple[Module, ...]:
    story, _ = parse_markdown(f"---\nlanguage: {language}\n---\n{text}", "s.md")
    filled, _ = fill_modules(story, {})
    return tuple(ask.content for ask in filled.asks if isinstance(ask.content, Module))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Friday: sun and light cloud, 18°C/11°C, wind SW 4, high tide 06:12, 18:40",
            WeatherDay(
                *("Friday", "sun and light cloud", "18", "11", "wind SW 4"),
                *("high tide 06:12, 18:40", Sky.SUN_CLOUD),
            ),
        ),
        (
            "Sat: showers, some of them heavy, 9/−1, W 6",
            WeatherDay("Sat", "showers, some of them heavy", "9", "−1", "W 6", "", Sky.RAIN),
        ),
        (
            "Lunes: nublado, 20 / 12, viento S 3, pleamar 5:30",
            WeatherDay("Lunes", "nublado", "20", "12", "viento S 3", "pleamar 5:30", Sky.CLOUD),
        ),
        ("Sunday: mild", WeatherDay("Sunday", "mild")),
        ("Monday: wind and gales", WeatherDay("Monday", "wind and gales", sky=Sky.WIND)),
        ("More on page 4", None),
        (": nothing", None),
        ("Friday:", None),
        ("A long sentence that has a colon: here", None),
    ],
)
def test_a_day_from_its_words(text: str, day: WeatherDay | None) -> None:
    assert weather_day(text) == day


@pytest.mark.parametrize(
    ("words", "sky"),
    [
        ("bright sunshine", Sky.SUN),
        ("sunny spells", Sky.SUN_CLOUD),
        ("Partly cloudy", Sky.SUN_CLOUD),
        ("sol y nubes", Sky.SUN_CLOUD),
        ("overcast", Sky.CLOUD),
        ("Sunny, then thunder", Sky.STORM),
        ("snow or rain", Sky.SNOW),
        ("niebla por la mañana", Sky.FOG),
        ("brisa", Sky.WIND),
        ("mild", None),
    ],
)
def test_the_sign_from_the_words(words: str, sky: Sky | None) -> None:
    assert sky_of(words) is sky


@given(st.text(max_size=80))
def test_any_text_can_be_an_item(text: str) -> None:
    day = weather_day(text)
    assert day is None or (day.day and day.day in text)


def test_weather_has_a_note_and_days_and_a_correction_its_title() -> None:
    weather, correction = modules(SOURCE)
    assert (weather.kind, text_of(weather.title)) == ("weather", "On the estuary")
    assert text_of(weather.note) == "Outlook until Sunday"
    assert len(weather.items) == 3 and weather.blocks == ()
    assert (correction.kind, text_of(correction.title)) == ("correction", "Correction")
    assert text_of(modules(SOURCE, "es-EC")[1].title) == "Fe de errores"
    (own,) = modules("# F\n\nText.\n\n::: correction Put right\nIt was two.\n:::\n")
    assert text_of(own.title) == "Put right"


@pytest.mark.parametrize("width", [136_000, 283_000, 725_000])
def test_all_of_the_weather_is_printed_in_ink(width: int) -> None:
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    for module in modules(SOURCE):
        html = module_html(module, width, PAPER, theme, foundry)
        (depth,) = measure_modules((ModuleRequest(module, width),), theme, foundry, PAPER)
        pdf = frames_pdf((Frame(module.kind, html, width, depth),), theme, foundry)
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            (page,) = read.pages
            said = "".join(char["text"] for char in page.chars).replace(" ", "")
            assert max(char["bottom"] for char in page.chars) < float(page.height)
        if module.kind == "weather":
            friday = "Friday12°4°SunandlightcloudWindSW4Hightide06:12and18:40"
            assert f"{friday}Saturday10°−1°ShowersMoreonpage4" in said
            assert html.count("<svg") == 2
        assert not _colours(pdf) & {"RG", "rg"}


def _colours(pdf: bytes) -> set[str]:
    """The operators of a document's content that set a colour."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        parts = [read.pages[0], *read.pages[0].get("/Resources", {}).get("/XObject", {}).values()]
        return {
            str(step.operator) for part in parts for step in pikepdf.parse_content_stream(part)
        } & {"RG", "rg", "SCN", "scn", "K", "k"}
