"""The WordPress plugin on posts that nobody here wrote: Debian's WordPress and its theme, our
service, and Chromium, which counts ads and layout shift; then the service is killed.

`__main__.py` has the whole run; `posts.py` makes posts of ../shared/corpora, `theme_metrics.py`
measures the stock theme, `looked_at.py` opens pages, `site.php` does inside WordPress what an
editor and its cron would.
"""
