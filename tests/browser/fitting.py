"""What does not fit on a page, and what moves on it: asked of the stand's frame, in any browser."""

from __future__ import annotations

UNFIT = """() => {
  const page = document.querySelector('iframe').contentDocument, view = page.defaultView;
  const styled = e => view.getComputedStyle(e);
  const root = page.documentElement, found = [];
  const name = e => `${e.tagName}.${e.className}#${e.id || e.parentElement.id}`;
  const seen = e => e.getClientRects().length && styled(e).visibility == 'visible';
  if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} px wide`);
  // artwork of ads and house ads is cut off at its bed, wide tables and sections are scrolled
  const free = e => e.closest('.ad-bed, .table-view, .sections-inner, .skip');
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const range = page.createRange();
  for (let node; (node = walk.nextNode());) {
    const own = node.parentElement;
    if (!node.data.trim() || !seen(own) || free(own)) continue;
    let block = own;
    while (/inline|contents/.test(styled(block).display)) block = block.parentElement;
    range.selectNodeContents(node);
    const box = block.getBoundingClientRect();
    for (const line of range.getClientRects())
      if (line.width && (line.right > box.right + 1 || line.left < box.left - 1))
        found.push(`${name(block)}: text from ${line.left} to ${line.right} stands out`);
    const style = styled(block);
    if (/hidden|clip/.test(style.overflow) && block.scrollHeight > block.clientHeight + 1)
      found.push(`${name(block)}: text is cut off`);
  }
  const stacked = '.masthead, .head > *, .copy > *, .after > .slot, .track > .slot, '
    + '.beside > .slot, .footer, .panel > *, .fields > *, .entries > li, .card, .container-title, '
    + '.plate-inner > *, .sections-inner > li, .footer-links > li, .colophon';
  const boxes = [...page.querySelectorAll(stacked)].filter(e => seen(e)
    && e.getBoundingClientRect().width && !e.matches('.beside, .track, .skip'));
  const rects = boxes.map(e => e.getBoundingClientRect());
  for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
    if (boxes[a].contains(boxes[b]) || boxes[b].contains(boxes[a])) continue;
    const over = Math.min(rects[a].right, rects[b].right) - Math.max(rects[a].left, rects[b].left);
    const down = Math.min(rects[a].bottom, rects[b].bottom) - Math.max(rects[a].top, rects[b].top);
    if (over > 1 && down > 1) found.push(`${name(boxes[a])} lies on ${name(boxes[b])}: ${down} px`);
  }
  return found}"""
"""What does not fit on the page in the stand's frame, one line for each; none where all does."""

MOVED = """([address, width, ads]) => new Promise(done => {
  document.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe'), moved = new Set();
  frame.style = `width:${width}px;height:800px`;
  frame.src = address;
  document.body.append(frame);
  let first, page, at = 0, after = 0;
  const wait = ms => new Promise(go => setTimeout(go, ms));
  const stands = () => new Map([...page.querySelectorAll('.page *')]
    .filter(e => !e.closest('.ad-bed > *') && !e.closest('.footer, .skip'))
    .map(e => [e, e.getClientRects().length ? e.getBoundingClientRect() : new DOMRect()])
    .map(([e, {left, top, width, height}]) =>
      [e, [left, (width && top) + (width && page.defaultView.scrollY), width, height]]));
  const look = () => {
    const now = stands(), name = e => `${e.tagName}.${e.className}#${e.id}`;
    first ||= now;
    for (const [e, box] of now) {
      const before = first.get(e), stuck = e.closest('.track, .beside');
      const off = before && box.some((each, side) => Math.abs(each - before[side]) > 0.01
        && !(side == 1 && stuck));
      if (!before || off) moved.add(`${name(e)}: ${before} to ${box}`)
    }
  };
  const begun = () => {
    page = frame.contentDocument;
    return page?.URL != 'about:blank' && page.querySelector('.footer')
      && page.defaultView.getComputedStyle(page.querySelector('.skip')).position == 'absolute';
  };
  (async () => {
    while (!begun()) await wait(1);
    const painted = () => new Promise(go => page.defaultView.requestAnimationFrame(go));
    await painted(), await painted();
    await page.fonts.ready;
    const root = page.documentElement;
    root.style.overflowAnchor = 'none';
    root.style.scrollBehavior = 'auto';
    for (; at < root.scrollHeight; at += 400) {
      look();
      frame.contentWindow.scrollTo(0, at);
      await wait(20);
    }
    for (; page.querySelectorAll('.ad-bed.served').length < ads; at += 400) {
      look();
      frame.contentWindow.scrollTo(0, at % root.scrollHeight);  // what went by between two frames
      await wait(20);
    }
    while (after++ < 25) { look(); await wait(20) }
    done([first.size, [...moved]])
  })()})"""
"""How many elements a page has, and which of them moved or changed their size, from when it is
first laid out in its fonts until so many ads have come. What is in beds may; boxes that stick may
slide. (Fonts are waited for since our Firefox gives optional ones five seconds, not its tenth of
one: `benchmarks/firefox.py`.)"""
