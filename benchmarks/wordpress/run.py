"""One run: a WordPress with the plugin and a service; posts saved, looked at, and looked at again
while the service is dead, after edits, and once it is back."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.real_wordpress.server import Server, Tools, running
from benchmarks.wordpress.looked_at import WIDTHS, Look, looked_at, set_up, sign_in
from benchmarks.wordpress.posts import ForeignPost
from benchmarks.wordpress.theme_metrics import PROBE, write_metrics
from slots.rulebook.by_name import source_text
from slots.rulebook.load import parse_rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "templates" / "wordpress" / "newsgrid"
_SCRIPT = Path(__file__).parent / "site.php"
_CODE = "from layout.desk.entry import script; script()"
_KEY = "a-key-of-twenty-characters"


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the site: of which story, and what each save of it took in seconds."""

    id: int
    story: ForeignPost
    seconds: float


@dataclass(slots=True)
class Found:
    """What a run found; `wrong` has every promise that was not kept."""

    posts: list[Post] = field(default_factory=list)
    looks: dict[int, list[Look]] = field(default_factory=dict)
    boxes: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def expect(self, kept: bool, promise: str) -> None:
        """Notes a promise that was not kept."""
        if not kept:
            self.wrong.append(promise)


@dataclass(slots=True)
class _Site:
    """The site, its browser, and the service that it asks."""

    server: Server
    browser: Browser
    service: _Service
    folder: Path

    def act(self, *arguments: str) -> Any:
        """What site.php says."""
        return json.loads(self.server.run(str(_SCRIPT), *arguments))

    def url(self, query: str) -> str:
        """An address of the site."""
        return f"http://{self.server.host}/?{query}"

    def get(self, query: str) -> str:
        """What the site answers."""
        with urllib.request.urlopen(self.url(query), timeout=120) as answer:
            return str(answer.read().decode())

    def post(self, number: int) -> str:
        """The page of a post."""
        return self.get(f"p={number}")


@dataclass(slots=True)
class _Service:
    """`newsgrid serve`, which can be killed and started again at the same address."""

    folder: Path
    metrics: Path
    rules: str
    port: int = 0
    process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Its address, once it answers."""
        keys = self.folder / "keys.txt"
        keys.write_text(f"{_KEY}\n")
        command = [sys.executable, "-c", _CODE, "serve", "--json", "--port", str(self.port)]
        command += ["--keys", str(keys), "--rules", self.rules, "--metrics", str(self.metrics)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout
        url = str(json.loads(self.process.stdout.readline())["url"])
        self.port = int(url.rpartition(":")[2])
        return url

    def kill(self) -> None:
        """It is gone at once."""
        if self.process:
            self.process.kill()
            self.process.communicate()  # closes what it was heard by
            self.process = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a run takes place: with which WordPress, in which browser and folder, by which rules
    (as --rules has them), and of how many posts a picture is kept."""

    tools: Tools
    browser: Browser
    folder: Path
    rules: str
    pictures: int = 0


def run(setting: Setting, posts: list[ForeignPost]) -> Found:
    """All of it, for these posts."""
    found = Found()
    with _site(setting) as site:
        try:
            _saved(site, posts, found)
            _looked_at(site, found, setting.pictures)
            _elsewhere(site, found)
            _without_service(site, found)
            log = setting.folder / "run" / "php.log"
            said = log.read_text().splitlines() if log.exists() else []
            found.wrong += [f"PHP: {line}" for line in said if "newsgrid" in line]
            left = site.act("take_away")
            found.expect(left == [], f"uninstalled, and yet there is {left}")
        finally:
            site.service.kill()
    return found


@contextmanager
def _site(setting: Setting) -> Iterator[_Site]:
    """A new WordPress with the plugin, whose theme is measured."""
    folder = setting.folder
    with running(folder, setting.tools) as server:
        service = _Service(folder, folder / "theme.toml", setting.rules)
        site = _Site(server, setting.browser, service, folder)
        site.act("install")
        uploads = server.site / "wp-content" / "uploads"
        uploads.mkdir(exist_ok=True)
        _picture(uploads / "picture.png")
        own = server.site / "wp-content" / "mu-plugins"
        own.mkdir()
        shutil.copy(_SCRIPT.parent / "beside.php", own)
        (probe,) = site.act("posts", _written(folder, [{"title": "All", "content": PROBE}]))
        write_metrics(setting.browser, site.url(f"p={probe['id']}"), server.site, folder)
        shutil.copytree(PLUGIN, server.site / "wp-content" / "plugins" / "newsgrid")
        site.act("activate")
        site.act("remove", str(probe["id"]))
        yield site


def _picture(file: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1024, 683), (160, 170, 150)).save(file)


def _written(folder: Path, posts: list[dict[str, str]]) -> str:
    file = folder / "posts.json"
    file.write_text(json.dumps(posts))
    return str(file)


def _saved(site: _Site, posts: list[ForeignPost], found: Found) -> None:
    """The plugin is set up by its form, and the posts are saved."""
    url = site.service.start()
    page = sign_in(site.browser, site.server.host)
    said = set_up(page, site.server.host, url, _KEY)
    found.expect("saved" in said.lower(), f"settings: {said}")
    told = [{"title": post.title, "content": post.content} for post in posts]
    made = site.act("posts", _written(site.folder, told))
    for post, one in zip(posts, made, strict=True):
        found.posts.append(Post(one["id"], post, one["seconds"]))
    names = {post.id: post.story.name for post in found.posts}
    for state in site.act("state"):
        found.boxes += state["boxes"]
        if state["problem"]:
            found.refused.append(f"{names[state['id']]}: {state['problem']}")
        found.expect(state["current"], f"{names[state['id']]}: was not asked for")
    page.goto(f"http://{site.server.host}/wp-admin/options-general.php?page=newsgrid")
    page.screenshot(path=str(site.folder / "settings.png"), full_page=True)
    page.close()


def _looked_at(site: _Site, found: Found, pictures: int) -> None:
    """Each post at each width: no more ads than the rules allow, and nothing moves."""
    limits = _limits(site.service.rules)
    context = site.browser.new_context()
    looked_at(context, site.url(f"p={found.posts[0].id}"), WIDTHS[0])
    for number, post in enumerate(found.posts):
        for width in WIDTHS:
            name = f"{post.story.name}-{width}.png"
            picture = site.folder / name if number < pictures else None
            look = looked_at(context, site.url(f"p={post.id}"), width, picture)
            found.looks.setdefault(post.id, []).append(look)
            where = f"{post.story.name} at {width} px"
            over = f"{where}: {look.density:.1%} ads, {limits[width]:.0%} at most"
            found.expect(look.density <= limits[width], over)
            found.expect(look.shift == 0, f"{where}: shift of {look.shift:.4f}")
            found.expect(not look.overflowing, f"{where}: a box sticks out of the screen")
    context.close()


def _limits(source: str) -> dict[int, float]:
    """The highest density that rules allow, by the widths that are looked at."""
    rules = parse_rules(source_text(source), source)
    points = {width: rules.breakpoint(width) for width in WIDTHS}
    densities = {w: rules.page_terms(point).density for w, point in points.items() if point}
    return {width: float(each.value / 100) if each else 1.0 for width, each in densities.items()}


def _elsewhere(site: _Site, found: Found) -> None:
    """Nothing is inserted in feeds, in lists of posts or in REST."""
    number = found.posts[0].id
    answers = {
        "the feed": "feed=rss2",
        "the home page": "",
        "REST": "rest_route=/wp/v2/posts&per_page=100",
        "the feed of a post": f"p={number}&feed=rss2&withoutcomments=1",
        "the embed of a post": f"p={number}&embed=true",
    }
    for name, query in answers.items():
        found.expect("newsgrid-" not in site.get(query), f"{name} has boxes")
    for post in found.posts:
        other = site.get(f"p={post.id}&greeted=1")
        kept = "Good morning" in other and 'class="newsgrid-box' not in other
        found.expect(kept, f"{post.story.name}: boxes in blocks that were not asked for")


def _without_service(site: _Site, found: Found) -> None:
    """The service is killed: pages are as before. A post is edited: no box stands in it until the
    service is back, and asked by WP-Cron."""
    before = {post.id: site.post(post.id) for post in found.posts}
    with_boxes = [number for number, page in before.items() if 'class="newsgrid-box' in page]
    if not with_boxes:
        found.wrong.append("no post has a box")
        return
    sizes = 'data-sizes="{&quot;'
    found.expect(all(sizes in before[number] for number in with_boxes), "boxes lost their sizes")
    site.service.kill()
    for post in found.posts:
        found.expect(site.post(post.id) == before[post.id], f"{post.story.name}: another page")
    renamed, edited = with_boxes[0], with_boxes[-1]
    site.act("edit", str(renamed), "title")
    seconds = site.act("edit", str(edited), "content")
    found.expect(seconds < 4, f"saving without the service takes {seconds:.1f} s")
    found.expect('class="newsgrid-box' in site.post(renamed), "a new headline takes boxes away")
    found.expect(
        "newsgrid-" not in site.post(edited), "an edited post has the boxes of the old one"
    )
    wait = site.act("cron")
    found.expect(wait is not None and wait <= 300, f"WP-Cron is to ask in {wait} s")
    found.expect("newsgrid-" not in site.post(edited), "boxes without a service")
    site.service.start()
    wait = site.act("cron")
    found.expect(wait is not None and wait <= 300, f"WP-Cron is to ask again in {wait} s")
    found.expect('class="newsgrid-box' in site.post(edited), "WP-Cron did not mend the post")
    states = {state["id"]: state for state in site.act("state")}
    for number in (renamed, edited):
        mended = states[number]["asked"] and states[number]["current"]
        found.expect(mended and not states[number]["problem"], "the post is not as it should be")
