"""The WordPress plugin in Debian's WordPress, with its theme and a service: a few posts of the run
that `python -m benchmarks.wordpress` makes of a hundred."""

import pytest

from benchmarks.real_wordpress.server import installed
from benchmarks.wordpress.posts import ForeignPost
from benchmarks.wordpress.run import Setting, run

TOOLS = installed()
TEXT = "The tide came in at seven, and with it the boats of the harbour, one after the other. "
WORDS = f"<p>{TEXT * 5}</p>"
BLOCK = f"<!-- wp:paragraph -->\n{WORDS}\n<!-- /wp:paragraph -->\n\n"
HEAD = '<!-- wp:heading -->\n<h2 class="wp-block-heading">The wall</h2>\n<!-- /wp:heading -->\n\n'
GROUP = '<!-- wp:group {"layout":{"type":"constrained"}} -->\n<div class="wp-block-group">'
COLUMN = f'<!-- wp:column -->\n<div class="wp-block-column">{BLOCK}</div>\n<!-- /wp:column -->'
COLUMNS = (
    f'<!-- wp:columns -->\n<div class="wp-block-columns">{COLUMN}{COLUMN}</div>\n'
    "<!-- /wp:columns -->\n\n"
)
POSTS = [
    ForeignPost("blocks", "Blocks & columns", "blocks", BLOCK * 9 + HEAD + COLUMNS + BLOCK * 5),
    ForeignPost("classic", "By hand", "classic", f"{TEXT * 4}\n\n" * 16),
    ForeignPost("pages", "Pages", "classic", f"{TEXT * 4}\n\n" * 9 + "<!--nextpage-->\n\nThe end."),
    ForeignPost("group", "In a group", "groups", f"{GROUP}{BLOCK * 12}</div>\n<!-- /wp:group -->"),
]


@pytest.mark.slow
@pytest.mark.skipif(TOOLS is None, reason="there is no WordPress with PHP and MariaDB here")
def test_promises_are_kept_in_a_wordpress(chromium, tmp_path_factory):
    found = run(Setting(TOOLS, chromium, tmp_path_factory.mktemp("wp"), "preset:mediavine"), POSTS)
    assert found.wrong == []
    assert found.refused == []
    assert [min(look.boxes for look in looks) > 0 for looks in found.looks.values()] == [True] * 4
