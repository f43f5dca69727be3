"""What a file may say has limits, each with a finding at its place; what is read takes time by its
length."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nh3
import pytest
from support.processes.calls import growth

from layout.publication.creatives.read_creatives import read_creatives
from layout.publication.settings.newsgrid_toml import read_house
from layout.story.markdown import html_tags
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.markdown.syntax import Text, grammar
from layout.story.plain.read_plain import parse_plain
from layout.typeset.words.theme import load_theme
from slots.book.booking import MOST_ADS
from slots.book.read import read_book
from slots.book.sheet import Sheet
from slots.finding import BadInput
from slots.interchange.strip_file import MOST_ITEMS, read_strip
from slots.lint.all_warnings import linted
from slots.problem.pinned import gaps_at
from slots.rulebook.load import LIMITS, read_rules
from slots.rules.positions import parse_position
from slots.rules.terms import MOST_AUTO
from slots.strip.distance import rulers_of
from slots.strip.measured_flow import Item, Role, Strip
from slots.text.broken_json import MOST_VALUES, read_json
from slots.text.broken_toml import MOST, read_toml
from slots.text.source_map import positions

ROOT = Path(__file__).parents[4]
CRASHES = ROOT.parent / "shared" / "corpora" / "crashes" / "fuzz"
SHEET = Sheet(6, 945_000, 117_000, 11_339, 10_500)
SLOT = '[slot.a]\nholds = "ad"\nsizes = ["300x250"]\nlabel = "Advertisement"\n'
HEAD = "id,advertiser,size\n"
PROSE = "# A\n\nThe ferry sails again.\n\n"


def said(findings):
    return [str(finding) for finding in findings]


def of_rules(text):
    """What is said of rules, but for what [page] lacks."""
    _, findings = read_rules(text, "slots.toml")
    return [str(finding) for finding in findings if finding.code != "density"]


class TestToml:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (f"b = 1\na = {'9' * 5000}", "2:5: a number of 5,000 digits: at most 40"),
            (f"a = 0x{'f' * 5000}", "1:5: a: a number of 6,021 digits: at most 19"),
            (f"a = [\n1,\n0.{'3' * 50},\n]", "3:3: a number of 50 digits: at most 40"),
            (f"{'a.' * 50_000}a = 1", "1:1: a key of 50,001 names with dots: at most 20"),
            (f"[{'a.' * 50}a]", "1:2: a key of 51 names with dots: at most 20"),
            ("a = [\n" + "1," * 1001 + "]", "1:1: a: 1,001 entries: at most 1,000"),
            ("".join(f"a{n} = 1\n" for n in range(1001)), "the file: 1,001 entries"),
            (f'b = 1\nc = "{"x" * 10_001}"', "2:5: c: a text of 10,001 characters: at most 10,000"),
            (f"{'k' * 101} = 1", f'1:1: the name "{"k" * 40}…" has 101 characters: at most 100'),
            ("a = 99999999999999999999", "1:5: a: a number of 20 digits: at most 19"),
            (
                f"a = {'[' * 14}{']' * 14}",
                "1:17: a: lists or tables are nested too deeply: over 12",
            ),
            (f"b = 1\na = {'[' * 9999}", "2:17: lists or tables are nested too deeply: over 12"),
        ],
    )
    def test_what_passes_a_limit_is_told_at_its_place_with_number_and_remedy(self, text, told):
        _, _, findings = read_toml(text, "f.toml")
        (line,) = said(findings)
        assert told in line and line.endswith(")") and "(hint: " in line

    def test_the_rest_of_the_file_is_read(self):
        text = f'a = {"9" * 5000}\nb = {"[1]" if True else ""}\nc = "{"x" * 20_000}"\nd = 4\n'
        data, _, findings = read_toml(text, "f.toml")
        assert data == {"b": [1], "d": 4}
        assert [finding.where.line for finding in findings] == [1, 3]

    def test_numbers_in_texts_and_comments_are_no_numbers(self):
        digits = "9" * 5000
        text = f'a = "{digits}" # {digits}\nb = \'\'\'\n{digits}\'\'\'\nc = """\\"{digits}\n"""\n'
        data, _, findings = read_toml(text, "f.toml")
        assert not findings and set(data) == {"a", "b", "c"}

    def test_of_many_findings_the_first_are_told_and_the_rest_is_counted(self):
        text = "a = [\n" + "".join(f"{'9' * 50},\n" for _ in range(1000)) + "]\n"
        _, _, findings = read_toml(text, "f.toml")
        assert len(findings) == 101
        assert said(findings)[-1].startswith("f.toml:102:1: 900 more of the kind from here on")

    @pytest.mark.slow
    def test_a_large_text_is_not_parsed_again_for_each_of_its_mistakes(self):
        large = "".join(f"a{n} = 1\n" for n in range(100_000)) + "b = x y\n" * MOST
        _, _, findings = read_toml(large, "f.toml")
        assert len(findings) < 10
        assert "what follows is not looked at" in findings[-1].message

    @pytest.mark.parametrize(
        "text",
        [
            lambda n: "a = [" + "1," * n + "]",
            lambda n: 'a = ["é' + '","é' * n + '"]',
            lambda n: "".join(f"[[a]]\nb = {k}\n" for k in range(n)),
            lambda n: "".join("a." * 19 + f"b{k} = 1\n" for k in range(n // 10)),
            lambda n: "a = [" + "{b = 1}," * n + "]",
        ],
        ids=["list", "one line", "tables", "dotted", "inline"],
    )
    def test_reading_takes_time_by_the_length(self, text):
        def read(size):
            _, mended, _ = read_toml(text(size), "f.toml")
            positions(mended, "f.toml")

        assert growth(read, 300) < 1.5

    @pytest.mark.timeout(60)  # where each blank is tried as an end, this takes hours
    @pytest.mark.parametrize("line", ["[ {0}=", "a = x{0},", "a{0}x", "{0}x", "a = x{0}= = ,"])
    def test_a_line_of_blanks_is_gone_over_once(self, line):
        assert read_toml(line.format(" " * 500_000), "f.toml")[2]

    @pytest.mark.parametrize("text", ["[" * 250 + "]" * 250, "{b = [" * 120 + "]}" * 120])
    def test_no_place_is_noted_deeper_than_any_setting_lies(self, text):
        places = positions(f"a = {text}", "f.toml")
        assert 20 < max(map(len, places.values)) <= 30
        deeper = ("a", *[0] * 200) if text[0] == "[" else ("a", *["b", 0] * 100)
        assert places.value(deeper).column > 20

    def test_columns_are_counted_from_the_one_before(self):
        where = positions('a = ["é", "ü", { x = "ä", y = 2 }]\n', "f.toml")
        assert where.value(("a", 2, "y")).column == 31
        assert where.value(("a", 0)).column == 6


class TestRules:
    @pytest.mark.slow
    def test_five_thousand_slots_are_one_finding(self):
        text = "".join(f"[slot.s{n}]\nholds = 'ad'\nsizes = ['300x250']\n" for n in range(5000))
        (line,) = of_rules(f"{text}[page]\norder = ['s1', 's2']\n")
        most = LIMITS.named["slot",]
        assert line.startswith(f"slots.toml:1:2: slot: 5,000 entries: at most {most}")

    @pytest.mark.parametrize(
        ("terms", "told"),
        [
            ("auto = 1000000000", f"5:8: auto: expected a number up to {MOST_AUTO}, found 1000000"),
            ("max = 1000000000", "5:7: max: expected a number up to 1000, found 1000000000"),
            ("min = 1001", "5:7: min: expected a number up to 1000, found 1001"),
            (f"when.min_words = {10**12}", "5:18: min_words: expected a number up to 10000000"),
            ("positions = [" + "'25%'," * 101 + "]", "5:13: positions: 101 entries: at most 100"),
            ("never_after = [" + "'image'," * 101 + "]", "never_after: 101 entries: at most 100"),
            (f"from_top = '{'9' * 4999}px'", "found 5,001 characters (hint: at most 2,000)"),
            (f"from_top = '{'9' * 99}px'", "found a number of 99 digits (hint: at most 20)"),
            (f"sizes = ['{'9' * 21}x90']", "found a number of 21 digits (hint: at most 20)"),
            (f"print.sizes = ['{10**9}x90mm']", "is too wide (hint: no page has over 24 columns)"),
        ],
    )
    def test_counts_lists_and_lengths_have_limits(self, terms, told):
        slot = SLOT if not terms.startswith("sizes") else SLOT.replace("sizes", "# sizes")
        assert any(told in line for line in of_rules(slot + terms)), of_rules(slot + terms)

    @pytest.mark.parametrize(
        ("points", "told"),
        [
            ("".join(f"b{n} = '{n}px..{n}px'\n" for n in range(1, 1001)), "24"),
            ("all = '1px..1000000000px'", "is too wide (hint: screens have up to 10,000px here)"),
        ],
    )
    def test_breakpoints_have_limits(self, points, told):
        lines = of_rules(f"{SLOT}[breakpoints]\n{points}")
        assert any(line.startswith("slots.toml:") and told in line for line in lines)

    @pytest.mark.parametrize(
        "slot",
        [
            "[slot.s{n}]\nholds = 'ad'\nsizes = ['300x250']\nvalue = 5\n",
            "[slot.s{n}]\nholds = 'ad'\nsizes = ['300x250']\nmin = 1\nclearance.image = '9px'\n"
            "from_top = '90px'\nrelax = [{{ rule = 'from_top', to = '9px' }}]\n"
            "[slot.s{n}.at.mobile]\nmax = 3\n",
        ],
        ids=["plain", "relaxed"],
    )
    def test_checks_take_time_by_the_number_of_slots(self, slot):
        def check(slots):
            text = "".join(slot.format(n=n) for n in range(slots))
            assert linted(text, "slots.toml")

        assert growth(check, 10) < 1.5

    def test_mistakes_beyond_a_thousand_are_counted(self):
        text = "".join(
            f"[slot.s{n}]\nholds = 'ad'\n" + "".join(f"x{k} = 1\n" for k in range(30))
            for n in range(100)
        )
        lines = of_rules(text)
        assert sum("unknown rule" in line for line in lines) == 1000
        assert any("2,000 more mistakes from here on" in line for line in lines)

    def test_a_step_of_a_hairs_breadth_does_not_count_every_hair(self):
        items = tuple(
            Item(f"p{n}", Role.PARAGRAPH, n * 75_000_000, n * 75_000_000 + 750, 40)
            for n in range(10)
        )
        rulers = rulers_of((Strip(257_250, (281_250, 500_250), 750_000_000, items),))
        gaps = set(gaps_at(parse_position("every 0.001px from 0.001px"), rulers))
        assert gaps == set(range(1, 11))

    def test_a_step_means_the_gaps_it_meant(self):
        items = tuple(
            Item(f"p{n}", Role.PARAGRAPH, n * 75_000, n * 75_000 + 60_000, 40) for n in range(20)
        )
        rulers = rulers_of((Strip(257_250, (281_250, 500_250), 1_500_000, items),))
        every = set(gaps_at(parse_position("every 3 paragraphs from 2 paragraphs"), rulers))
        assert every == {2, 5, 8, 11, 14, 17, 20}


class TestBook:
    def test_a_million_rows_are_one_finding(self):
        bookings, findings = read_book(HEAD + "a,b,3x9mm\n" * 700_000, "ads.csv", SHEET)
        (line,) = said(findings)
        assert not bookings
        assert line.startswith(
            f"ads.csv:20002:1: the book has 700,001 lines with text: it may have {MOST_ADS:,} ads"
        )

    @pytest.mark.slow
    def test_twenty_thousand_ads_are_a_book(self):
        rows = "".join(f"a{n},b,3x9mm\n" for n in range(MOST_ADS))
        bookings, findings = read_book(HEAD + rows, "ads.csv", SHEET)
        assert len(bookings) == MOST_ADS and not findings

    def test_so_has_a_book_in_toml(self):
        ads = "".join(f"[[ad]]\nid = '{n}'\n" for n in range(MOST_ADS + 1))
        bookings, findings = read_book(ads, "ads.toml", SHEET)
        assert not bookings
        assert said(findings)[0].startswith("ads.toml:1:3: ad: 20,001 entries: at most 20,000")

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ('"' + "a\n" * 500_000 + '"', "2:1: this cell has 1,000,000 characters: at most 2,000"),
            ('"' + "a\n" * 500_000, "2:1: the quote that opens this cell is never closed"),
            ('"' * 1_000_000, "2:1: this cell has 499,999 characters"),
            ("," * 1_000_000, "2:201: line 2 has over 200 cells"),
            (f"a,b,{'9' * 1500}x9mm", "2:5: a: size: a number of 1,500 digits is no size of an ad"),
            ("\n" * 100_000 + "a,b,x\n", "100002:5: a: size:"),
        ],
    )
    def test_cells_and_rows_have_limits(self, rows, told):
        _, findings = read_book(HEAD + rows, "ads.csv", SHEET)
        (line,) = said(findings)
        assert line.startswith(f"ads.csv:{told}")

    @pytest.mark.slow
    def test_a_book_that_is_all_mistakes_is_not_read_to_its_end(self):
        rows = "".join(f"a{n},b,so large\n" for n in range(2000))
        _, findings = read_book(HEAD + rows, "ads.csv", SHEET)
        assert len(findings) == 1001
        assert "the ads from here on are not looked at" in findings[-1].message

    def test_columns_that_nobody_knows_are_not_looked_up_by_the_thousand(self):
        if (CRASHES / "ads-1-36-slow").is_file():
            text = (CRASHES / "ads-1-36-slow").read_text()
        else:
            text = "B16,Arrow,storage,1x39.1mm,,,,,ads/B16.pdf" * 800
        (line,) = said(read_book(text, "ads.csv", SHEET)[1])
        assert line.startswith("ads.csv:1:") and "line 1 has over 200 cells" in line

    @pytest.mark.slow
    @pytest.mark.parametrize("command", ["check", "stack"])
    def test_the_commands_refuse_it_in_little_memory(self, tmp_path, command):
        (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
        (tmp_path / "ads.csv").write_text(HEAD + "a,b,c\n" * 1_000_000)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, command, str(tmp_path)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
            check=False,
        )
        assert done.returncode == (1 if command == "check" else 2)
        assert "it may have 20,000 ads" in done.stdout + done.stderr
        assert int(done.stderr.splitlines()[-1]) < 300_000  # KiB; all rows as bookings: 1.4 GB


MEASURED = """
import atexit, sys
from pathlib import Path
from layout.desk.command import main
def told():  # not ru_maxrss: that begins with what the process had that started this one
    status = Path("/proc/self/status").read_text()
    print(status.partition("VmHWM:")[2].split()[0], file=sys.stderr)
atexit.register(told)
sys.exit(main(sys.argv[1:]))
"""


class TestStrip:
    def test_odd_white_is_told_once_and_gone_past(self):
        data, _, findings = read_json("[1,\u00a02,\u00a0\u2003\n3]", "s.json")
        assert data == [1, 2, 3]
        assert said(findings) == [
            "s.json:1:4: U+00A0 is no white of JSON (hint: write a plain space)"
        ]

    @pytest.mark.parametrize("name", ["strip-1-8-hang", "strip-1-8-slow"])
    def test_the_strips_that_held_the_reader_for_ever(self, name):
        file = CRASHES / name
        if not file.is_file():
            pytest.skip(f"{file} is not there")
        with pytest.raises(BadInput):
            read_strip(file.read_text("utf-8", "surrogateescape"), "s.json")

    def test_of_many_mistakes_the_first_are_told(self):
        _, _, findings = read_json("[" + "x," * 5000 + "1]", "s.json")
        assert len(findings) == 201
        assert "what follows is not looked at" in findings[-1].message

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("[" + "9" * 5000 + "]", "1:2: a number of 5,000 signs: at most 400"),
            ("[" + "1," * MOST_VALUES + "1]", f"the file has over {MOST_VALUES:,} values"),
        ],
    )
    def test_numbers_and_values_have_limits(self, text, told):
        (line,) = said(read_json(text, "s.json")[2])
        assert told in line and "(hint: " in line

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("items", "told"),
        [
            ([{}] * (MOST_ITEMS + 1), "items: 10,001 entries: at most 10,000"),
            ([{"id": "x" * 201}], "id: expected up to 200 characters, found 201"),
            ([{"tags": ["a"] * 201}], "tags: 201 entries: at most 200"),
        ],
    )
    def test_items_and_names_have_limits(self, items, told):
        base = {"id": "p", "role": "paragraph", "top": 0, "bottom": 0}
        strip = {"width": 1, "viewport": [1, 1], "height": 1}
        strip["items"] = [{**base, **item} for item in items]
        with pytest.raises(BadInput) as bad:
            read_strip(json.dumps(strip), "s.json")
        assert told in said(bad.value.findings)[0]

    @pytest.mark.parametrize(
        "text",
        ["[{0}1]", "[{0}", "{{{0}", '["{0}'],
    )
    @pytest.mark.parametrize("part", ["\u00a0", "//\n", "1,", '"', "'", "]", "/*", '"a":', "x "])
    def test_reading_takes_time_by_the_length(self, text, part):
        assert growth(lambda n: read_json(text.format(part * n), "s.json"), 300) < 1.6


class TestPublication:
    def test_formats_and_sections_have_limits(self):
        formats = "".join(f"[format.f{n}]\nwidth = '1mm'\n" for n in range(1001))
        _, findings = read_house(formats, Path("newsgrid.toml"))
        assert said(findings) == [
            "newsgrid.toml:1:2: format: 1,001 entries: at most 1,000 (hint: take some out, or "
            "split it)"
        ]

    def test_creatives_have_limits(self):
        text = "".join(f"[creative.c{n}]\nkind = 'gpt'\n" for n in range(1001))
        _, findings = read_creatives(text, Path("creatives.toml"))
        assert "creatives.toml:1:2: creative: 1,001 entries: at most 1,000" in said(findings)[0]

    def test_styles_have_limits(self, tmp_path):
        (tmp_path / "theme.toml").write_text("".join(f"[styles.s{n}]\n" for n in range(201)))
        with pytest.raises(BadInput) as bad:
            load_theme(tmp_path)
        assert "theme.toml:1:2: styles: 201 entries: at most 200" in said(bad.value.findings)[0]


LAUGHS = "  a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"  {name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


class TestStory:
    @pytest.mark.parametrize(
        ("front", "told"),
        [
            (f"headline: {'x ' * 1500}", "2:11: headline: 2,999 characters: at most 2,000"),
            (f"tags: [{'a,' * 101}]", "2:7: tags: 101 texts: at most 100"),
            (f"tags: {'a,' * 101}", "2:7: tags: 102 texts: at most 100"),
            (f"rules:\n  a: &x {'x' * 2001}", "a text of 2,001 characters: at most 2,000"),
            (f"rules:\n{LAUGHS}", "rules: more than 2,000 values"),
            (f"kicker: &k {'x' * 9000}\ntags: [{'*k,' * 9000}]", "tags: 9,000 texts: at most 100"),
        ],
    )
    def test_front_matter_has_limits(self, front, told):
        _, findings = parse_markdown(f"---\n{front}\n---\n{PROSE}", "a.md")
        assert any(told in line for line in said(findings)), said(findings)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("---\na: b\n" + "# c\n" * 20_000 + "---\n", "front matter has 80,009 characters"),
            (
                "---\n" + "".join(f"k{n}: a\n" for n in range(201)) + f"---\n{PROSE}",
                "202:1: front matter has 201 keys: at most 200",
            ),
            (
                PROSE + "::: slot a\n" * 61,
                "65: the story asks for 61 modules and slots: at most 60",
            ),
            (PROSE + "*" * 50_000 + "a" + "*" * 50_000, "emphasis or links stand over 20 deep"),
        ],
    )
    def test_a_story_has_limits(self, text, told):
        with pytest.raises(BadInput) as bad:
            parse_markdown(text, "a.md")
        (line,) = said(bad.value.findings)
        assert told in line and "(hint: " in line

    def test_so_has_plain_text(self):
        with pytest.raises(BadInput, match="asks for 61 modules and slots"):
            parse_plain("Ferry\n\nIt sails.\n\n" + "Google ad\n\n" * 61, "a.txt")

    def test_a_table_that_no_page_has_room_for_is_paragraphs(self):
        row = "|" + "w|" * 60
        story, findings = parse_markdown(f"{PROSE}|a|\n|-|\n{row}\n", "a.md")
        assert len(story.body) == 62
        assert said(findings)[0].startswith("a.md:5: the table has 60 columns, it may have 50")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "part",
        [
            *(
                "[r{n}]: /{n}\n",
                "[r]: /x\n",
                "[a]",
                "[a](b ",
                "![a](b)\n\n",
                "*a **b ",
                "`" * 3 + " ",
            ),
            *(
                "<a ",
                "x<!-- ",
                "<!-- a -->\n\n",
                "<div>",
                "::: foo b\nx\n:::\n",
                "::: tag a\nx\n:::\n",
            ),
            *("- a\n", "> a\n", "> — a\n", "|a|b|\n", "&amp;", "[^r{n}]: note\n", "a\\\n", "# a\n"),
            *(
                "::: pull_quote\na\n:::\n",
                "::: embed https://a.b/ x\n\n",
                "<p>a</p>\n\n",
                "[a](b 'c')",
            ),
        ],
    )
    def test_reading_markdown_takes_time_by_the_length(self, part):
        def read(size):
            text = "".join(part.replace("{n}", str(n)) for n in range(size))
            parse_markdown(PROSE + text, "a.md")

        assert growth(read, 200) < 1.6

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "text",
        [
            "[a]: /{long}\n\n{links}",
            "[a]: /x '{long}'\n\n{links}",
            "[a]: /x\n[b]: /{long}\n\n> {links}",
        ],
        ids=["address", "title", "in a quotation"],
    )
    def test_links_that_repeat_a_long_address_are_refused(self, text):
        links = ("[b] " if "[b]" in text else "[a] ") * 10_000  # would come to 600 MB
        with pytest.raises(BadInput) as bad:
            parse_markdown(PROSE + text.format(long="x" * 60_000, links=links), "a.md")
        (line,) = said(bad.value.findings)
        assert "links repeat over" in line and "(hint: shorten the address" in line
        assert line.startswith(("a.md:7: ", "a.md:8: "))

    def test_links_may_share_an_address(self):
        text = f"{PROSE}[a]: https://example.org/{'x' * 200}\n\n" + "[a] " * 400
        story, findings = parse_markdown(text, "a.md")
        assert len(story.body) == 2 and not findings

    def test_definitions_that_are_given_again_are_told_however_many_there_are(self):
        given = "".join(f"[r{n}]: /{n}\n" for n in range(500))
        used = "".join(f"[r{n}] " for n in range(500))
        _, findings = parse_markdown(f"{PROSE}{given}{given}\n{used}\n", "a.md")
        assert [finding.where.line for finding in findings] == list(range(505, 1005))

    def test_lines_are_split_once_however_many_directives_ask_for_theirs(self):
        class Splits(str):
            count = 0

            def split(self, *arguments):
                Splits.count += 1
                return super().split(*arguments)

        text = Text(Splits("::: tag a\nW\n:::\n" * 20), grammar())
        nodes = text.tree()[0].children
        assert all(text.closes(node) for node in nodes) and len(nodes) == 20
        assert Splits.count == 1

    @pytest.mark.parametrize("tag", ["<div>", "<div \n>", "<x-y>", '<div "x>', "<p class='a'>"])
    def test_tags_that_are_never_closed_make_no_tree(self, tag, monkeypatch):
        given = []

        def clean(text, **options):
            given.append(text)
            return nh3.clean(text, **options)

        monkeypatch.setattr(html_tags, "nh3", SimpleNamespace(clean=clean))
        story, _ = parse_markdown(PROSE + "<div>" + tag * 5000 + "the end\n", "a.md")
        assert story.body[-1].runs[-1].text.endswith("the end")
        assert given and all(text.count("<") <= html_tags.MOST_ODD for text in given)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["<!--" * 50_000, "<!--" * 50_000 + " --->", "<p>\n<" + "a" * 90_000]
)
def test_what_is_opened_and_never_closed_takes_no_time(text: str):
    """By the square of its length each would take minutes."""
    story, _ = parse_markdown(f"{PROSE}A {text}\n\nAnd on.\n", "a.md", 0)
    assert "And on." in str(story.body)


def test_a_comment_ends_where_commonmark_has_it_end():
    (_, line, _) = grammar().parse("a <!-- b ---> c <!--> d <!---> e <!-- f", {})
    kinds = [(each.type, each.content) for each in line.children or ()]
    assert [content for kind, content in kinds if kind == "html_inline"] == [
        "<!-- b --->",
        "<!-->",
        "<!--->",
    ]
    assert kinds[-1] == ("text", " e <!-- f")
