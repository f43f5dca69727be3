"""The seed's own page, built again as the site shows it: menus, sidebar, comments, ads, boxes."""

from __future__ import annotations

from html import escape
from pathlib import Path

from layout.story.as_written import Story
from layout.story.plain.read_plain import parse_plain
from layout.story.run import text_of

ROOT = Path(__file__).parents[3]
_SEED = ROOT / "seeds" / "000_c245132f38cc56cf.txt"
_AD = """<div class="ad-unit"><script async
src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script>
<ins class="adsbygoogle" data-ad-client="ca-pub-1" data-ad-slot="2"></ins>
<script>(adsbygoogle = window.adsbygoogle || []).push({});</script></div>"""
_PAGE = """<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8">
<title>{headline} - Highland Paper</title>
<meta property="og:site_name" content="Highland Paper">
<link rel="canonical" href="https://highland.example/pledges-assistance/">
<style>.hide {{ display: none }}</style>
</head>
<body class="post-template-default single single-post">
<div id="page-container">
<header id="main-header"><a href="https://highland.example/"><img src="logo.png" alt="Logo"></a>
<nav id="top-menu-nav"><ul class="nav"><li><a href="/">Home</a></li>
<li><a href="/news">News</a></li><li><a href="/about">About us</a></li></ul></nav>
<form role="search" class="search-form"><input type="search"><button>Search</button></form>
</header>
<div id="main-content"><div class="container"><div id="content-area"><div id="left-area">
<article id="post-123" class="post type-post hentry category-news">
<div class="post-header"><h1 class="entry-title">{headline}</h1>
<p class="post-meta"><span class="published">{date}</span> |
<span class="comments-number"><a href="#respond">{comments} comments</a></span></p></div>
<div class="entry-content">
{paragraphs}
<div class="blue-box"><h3>Blue Box</h3></div>
{ad}
</div>
<div class="dispatch-digest"><h3>{digest}</h3><p>{note}</p><ul>
{items}
</ul></div>
{ad}
<div class="newsletter-optin"><h3>{sign_up}</h3><p>{call}</p>
<form action="https://highland.example/subscribe" method="post">
<input type="email" name="email"><button type="submit">Subscribe</button></form>
<div class="success-message" style="display:none">{success}</div></div>
</article>
<section id="comment-wrap"><h2 id="comments">6 Comments</h2><ol class="commentlist">
<li class="comment"><p>I have lived at the port for ten years, and I have never seen anything of the
kind, but then I do not go out very often, nor very far, do I?</p></li>
<li class="comment"><p>Good luck with that.</p></li></ol></section>
</div>
<div id="sidebar"><div class="widget widget_recent_entries"><h4>Recent posts</h4><ul>
<li><a href="/ferry">Ferry returns to the bay</a></li>
<li><a href="/fog">Fog on the pass</a></li></ul></div></div>
</div></div></div>
<footer id="main-footer"><p>Copyright Highland Paper</p></footer>
</div>
</body></html>
"""


def seed_story() -> Story:
    """The seed as the story reader reads it."""
    return parse_plain(_SEED.read_text(encoding="utf-8"), _SEED.name)[0]


def seed_page() -> str:
    """The page that the seed was saved from, as HTML."""
    story = seed_story()
    _, _, digest, _, sign_up = (ask.content for ask in story.asks)
    rows = [text_of(story.deck), *(text_of(block.runs) for block in story.body)]
    items = (
        f'<li>{escape(text_of(item.runs))} <a href="/{number}">{item.link}</a></li>'
        for number, item in enumerate(digest.items)
    )
    return _PAGE.format(
        headline=escape(text_of(story.headline)),
        date=story.date_text,
        comments=story.comments,
        paragraphs="\n".join(f"<p>{escape(row)}</p>" for row in rows),
        ad=_AD,
        digest=escape(text_of(digest.title)),
        note=escape(text_of(digest.note)),
        items="\n".join(items),
        sign_up=escape(text_of(sign_up.title)),
        call=escape(text_of(sign_up.blocks[0].runs)),
        success=escape(sign_up.success),
    )
