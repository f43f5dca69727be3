"""The metrics of a site's theme, for `newsgrid serve --metrics`: a post with every kind of block is
opened in Chromium at each screen, its type and margins are read there, its fonts from their files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = (320, 375, 414, 600, 739, 740, 768, 860, 979, 980, 1024, 1200, 1440, 1920)
_TALL = 800
_TEXT = "The tide came in at seven, and with it the boats."
_HEADS = tuple(f"h{level}" for level in range(1, 7))
PROBE = "\n".join(
    (
        f"<!-- wp:paragraph --><p>{_TEXT}</p><!-- /wp:paragraph -->",
        *(
            f'<!-- wp:html --><{head} class="wp-block-heading">{_TEXT}</{head}><p>{_TEXT}</p>'
            "<!-- /wp:html -->"
            for head in _HEADS
        ),
        "<!-- wp:html -->",
        f'<ul class="wp-block-list"><li>{_TEXT}</li><li>{_TEXT}</li></ul>',
        f'<blockquote class="wp-block-quote"><p>{_TEXT}</p><p>{_TEXT}</p></blockquote>',
        '<figure class="wp-block-image"><img width="640" height="320" alt="" src="data:,">'
        f'<figcaption class="wp-element-caption">{_TEXT}</figcaption></figure>',
        f'<pre class="wp-block-preformatted">{_TEXT}</pre>',
        '<figure class="wp-block-table"><table><tbody><tr><td>one</td><td>two</td></tr>'
        "<tr><td>three</td><td>four</td></tr></tbody></table></figure>",
        '<hr class="wp-block-separator has-alpha-channel-opacity"/>',
        f'<iframe width="300" height="150"></iframe><p>{_TEXT}</p>',
        "<!-- /wp:html -->",
    )
)
"""A post with one of each."""

_READ = r"""async () => {
  await document.fonts.ready;
  const copy = document.querySelector('.entry-content');
  const one = selector => copy.querySelector(selector);
  const box = element => element.getBoundingClientRect();
  const px = text => parseFloat(text) || 0;
  const column = box(one('p')).width;
  const margins = (outer, inner) => {
    const style = getComputedStyle(outer);
    return {above: px(style.marginTop), below: px(style.marginBottom)};
  };
  const canvas = document.createElement('canvas').getContext('2d');
  const type = element => {
    const style = getComputedStyle(element), sample = element.textContent;
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const advance = canvas.measureText(sample).width / sample.length / px(style.fontSize);
    return {size: px(style.fontSize), line: px(style.lineHeight), tracking: px(style.letterSpacing),
      advance: advance,
      family: style.fontFamily.split(',')[0].replaceAll('"', ''), weight: +style.fontWeight};
  };
  const text = element => ({...type(element), ...margins(element)});
  const gap = all => all.length > 1 ? box(all[1]).top - box(all[0]).bottom : 0;
  const found = {paragraph: text(one('p ~ p'))};  // the first has no margin above
  for (const head of ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']) found[head] = text(one(head));
  const list = one('ul'), items = list.children;
  const range = document.createRange();
  const inset = element => {  // by how much a line in it is shorter than the column
    const style = getComputedStyle(element);
    return column - (element.clientWidth - px(style.paddingLeft) - px(style.paddingRight));
  };
  found.list = {...type(items[0]), ...margins(list), inset: inset(items[0]), gap: gap(items)};
  const quote = one('blockquote'), said = quote.querySelectorAll('p');
  found.quote = {...type(said[0]), ...margins(quote), inset: inset(said[0]), gap: gap(said),
    padding: box(quote).height - (box(said[1]).bottom - box(said[0]).top)};
  const figure = one('.wp-block-image'), image = figure.querySelector('img');
  const caption = figure.querySelector('figcaption');
  found.image = margins(figure);
  found.caption = {...type(caption), above: box(caption).top - box(image).bottom,
    below: px(getComputedStyle(figure).marginBottom)};
  const pre = one('pre'), lines = px(getComputedStyle(pre).lineHeight);
  found.code = {...text(pre), inset: inset(pre),
    wrap: /wrap/.test(getComputedStyle(pre).whiteSpace),
    padding: px(getComputedStyle(pre).paddingTop) + px(getComputedStyle(pre).paddingBottom)};
  const table = one('.wp-block-table'), cell = table.querySelector('td');
  const own = getComputedStyle(cell);
  found.table = {...type(cell), ...margins(table),
    gap: box(cell).height - px(own.lineHeight), inset: box(cell).width - (cell.clientWidth
      - px(own.paddingLeft) - px(own.paddingRight))};
  const rule = one('hr');
  found.rule = {...margins(rule), height: box(rule).height};
  found.embed = margins(one('iframe'));
  const faces = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule instanceof CSSFontFaceRule).map(({style}) => ({
      family: style.getPropertyValue('font-family').replaceAll('"', ''),
      style: style.getPropertyValue('font-style') || 'normal',
      weight: style.getPropertyValue('font-weight'),
      file: new URL((style.getPropertyValue('src').match(/url\("?([^")]+)/) || [])[1] || '',
        document.baseURI).pathname}));
  return {column, found, faces};
}"""

_LENGTHS = "size line tracking above below inset gap padding height".split()


def write_metrics(browser: Browser, address: str, site: Path, folder: Path) -> Path:
    """The file of metrics of the post at an address, which is `PROBE`; its fonts stand beside it.
    `site` is the folder in which the files of the site's addresses are."""
    read = []
    for screen in SCREENS:
        page = browser.new_page(viewport={"width": screen, "height": _TALL})
        page.goto(address)
        read.append(page.evaluate(_READ))
        page.close()
    lines = ["screens = ["]
    for screen, each in zip(SCREENS, read, strict=True):
        lines.append(f"  {{viewport = [{screen}, {_TALL}], width = {each['column']:g}}},")
    lines.append("]")
    for role in read[0]["found"]:
        lines += [f"[{role}]", *_role([each["found"][role] for each in read])]
        if role == "embed":
            lines.append("ratio = 0.2")
    fonts = ["[fonts]"]
    for role, found in read[0]["found"].items():
        name = _font(found, read[0]["faces"], site, folder) if "family" in found else None
        fonts += [f'{role} = "{name}"'] if name else []
    file = folder / "theme.toml"
    file.write_text("\n".join((*lines, *fonts, "")))
    return file


def _role(found: list[dict[str, Any]]) -> list[str]:
    """The lengths of a role at all screens."""
    lines = [
        f"{key} = {[round(each[key], 3) for each in found]}" for key in _LENGTHS if key in found[0]
    ]
    if "advance" in found[0]:
        lines.append(f"advance = {found[0]['advance']:.4f}")
    if "wrap" in found[0]:
        lines.append(f"wrap = {json.dumps(found[0]['wrap'])}")
    return lines


def _font(
    found: dict[str, Any], faces: list[dict[str, str]], site: Path, folder: Path
) -> str | None:
    """The name of a file with a role's font, at its weight; None where the theme has none."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    own = [f for f in faces if f["family"] == found["family"] and f["style"] == "normal"]
    if not own:
        return None
    file = site / own[0]["file"].lstrip("/")
    name = f"{file.stem}-{found['weight']}.ttf"
    if not (folder / name).exists():
        font = TTFont(file)
        font.flavor = None
        if "fvar" in font:
            axes = {axis.axisTag: axis for axis in font["fvar"].axes}
            place = {tag: axis.defaultValue for tag, axis in axes.items()}
            heaviest = axes["wght"].maxValue
            place["wght"] = max(axes["wght"].minValue, min(found["weight"], heaviest))
            instantiateVariableFont(font, place, inplace=True)
        font.save(folder / name)
    return name
