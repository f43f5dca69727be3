// Measures a post of another site as its theme sets it, at the width that the window has.
//
//   ({copy, type}) => the copy's column, the roles of newsgrid's metrics, and the blocks that stand
//
// `copy` is a CSS selector of the element with the post, null for the one with most text in
// paragraphs; `type` asks for the advances of single characters, too. While it measures, the copy holds
// samples of each role with the classes that the post's own elements have; then all is as before.
({ copy: selector, type }) => {
  const LINE = "Hxg";
  const HEADS = ["h1", "h2", "h3", "h4", "h5", "h6"];
  const TOO_WIDE = [4000, 2000];
  const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    + " !\"#$%&'()*+,-./:;=?@[]_\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2010\u00ab\u00bb\u20ac";

  const style = each => getComputedStyle(each);
  const box = each => each.getBoundingClientRect();
  const number = text => parseFloat(text) || 0;
  const shown = each => each.getClientRects().length > 0;
  const inFlow = each => {
    const own = style(each);
    return shown(each) && own.float === "none" && !["absolute", "fixed"].includes(own.position);
  };
  const without = (each, length, sides) => {
    const own = style(each);
    return length - sides.reduce((sum, side) => sum + number(own[side]), 0);
  };
  const inside = each => without(each, box(each).width,
    ["paddingLeft", "paddingRight", "borderLeftWidth", "borderRightWidth"]);
  // as an element's own width and height count: with its border, or without
  const boxed = each => {
    if (style(each).boxSizing === "border-box") return box(each);
    const height = without(each, box(each).height,
      ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"]);
    return { width: inside(each), height };
  };
  const most = values => {
    const times = new Map();
    for (const value of values) times.set(value, (times.get(value) || 0) + 1);
    return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
  };
  const middle = values => values.sort((a, b) => a - b)[values.length >> 1] ?? null;

  // --- the copy ---------------------------------------------------------------------------------

  const textIn = each => [...each.children].filter(p => p.localName === "p" && inFlow(p))
    .reduce((sum, p) => sum + p.textContent.trim().length, 0);
  const longest = () => {
    const parents = new Set([...document.querySelectorAll("p")].map(p => p.parentElement));
    let best = null, length = 0;
    for (const each of parents) {
      const own = textIn(each);
      if (own > length) [best, length] = [each, own];
    }
    return best;
  };
  const asked = () => {
    try {
      return document.querySelector(selector);
    } catch {
      return null; // no selector of CSS
    }
  };
  const copy = selector === null ? longest() : asked();
  if (!copy) return { copy: null };
  const name = each => each.localName + (each.id ? `#${each.id}` : "")
    + [...each.classList].slice(0, 2).map(one => `.${one}`).join("");
  const paragraphs = [...copy.children].filter(p => p.localName === "p" && inFlow(p));
  const loose = [...copy.childNodes].filter(each => each.nodeType === Node.TEXT_NODE)
    .reduce((sum, each) => sum + each.data.trim().length, 0);

  // --- what the post has ------------------------------------------------------------------------

  const own = test => [...copy.children].filter(each => inFlow(each) && test(each));
  const named = (...names) => each => names.includes(each.localName);
  const figures = query => own(each => each.localName === "figure" && each.querySelector(query));
  const pictures = () => {
    const found = figures("img");
    if (found.length) return found;
    return own(each => each.localName === "p" && each.querySelector("img") && !each.textContent.trim());
  };
  const classes = found => most(found.map(each => each.className || "")) || "";
  const within = (found, query) => classes(found.map(each => each.querySelector(query)).filter(Boolean));
  const wordpress = !!document.querySelector('[class*="wp-block-"]');
  const theirs = name => wordpress ? name : "";
  const POST = {
    paragraph: own(named("p")),
    ...Object.fromEntries(HEADS.map(head => [head, own(named(head))])),
    list: own(named("ul", "ol")),
    quote: own(named("blockquote")),
    cite: own(each => each.localName === "blockquote" && each.querySelector(":scope > cite, :scope > footer")),
    caption: figures("figcaption"),
    code: own(named("pre")),
    table: own(each => each.localName === "table" || (each.localName === "figure" && each.querySelector("table"))),
    image: pictures(),
    embed: own(each => ["iframe", "video"].includes(each.localName)
      || (each.localName === "figure" && each.querySelector("iframe, video"))),
    rule: own(named("hr")),
  };

  // --- samples ----------------------------------------------------------------------------------

  const make = (name, names, ...children) => {
    const each = document.createElement(name);
    if (names) each.className = names;
    each.append(...children);
    return each;
  };
  const lined = (each, lines) => {
    for (let line = 0; line < lines; line++) each.append(...(line ? [make("br"), LINE] : [LINE]));
    return each;
  };
  const times = (count, of) => Array.from({ length: count }, of);
  const sized = (name, names) => {
    const each = make(name, names);
    if (name === "img") each.src = "data:image/gif;base64,R0lGODlhAgABAIAAAAAAAP///yH5BAEAAAAALAAAAAACAAEAAAICRAoAOw==";
    [each.width, each.height] = TOO_WIDE;
    return each;
  };
  const framed = (role, names, ...children) => {
    const [first] = POST[role];
    const frame = first && first.localName !== "figure" ? first.localName : "figure";
    if (["table", "iframe", "video"].includes(frame)) return children[0];
    return make(frame, classes(POST[role]) || names, ...children);
  };
  const text = (role, name, names) => lines => {
    const root = lined(make(name, classes(POST[role]) || names), lines);
    return { root, text: root };
  };
  const SAMPLES = {
    paragraph: text("paragraph", "p", ""),
    ...Object.fromEntries(HEADS.map(head => [head, text(head, head, theirs("wp-block-heading"))])),
    list: (lines, items) => {
      const item = within(POST.list, "li");
      const all = times(items, () => lined(make("li", item), lines));
      const name = most(POST.list.map(each => each.localName)) || "ul";
      return { root: make(name, classes(POST.list) || theirs("wp-block-list"), ...all), text: all[0] };
    },
    quote: (lines, items) => {
      const all = times(items, () => lined(make("p", within(POST.quote, "p")), lines));
      const names = theirs("wp-block-quote is-layout-flow wp-block-quote-is-layout-flow");
      return { root: make("blockquote", classes(POST.quote) || names, ...all), text: all[0] };
    },
    cite: lines => {
      const name = POST.cite.some(each => each.querySelector(":scope > footer")) ? "footer" : "cite";
      const words = make("p", within(POST.cite, "p"), LINE), cite = make(name, within(POST.cite, name));
      lined(cite, lines);
      const names = theirs("wp-block-quote is-layout-flow wp-block-quote-is-layout-flow");
      const root = make("blockquote", classes(POST.cite) || classes(POST.quote) || names, words, cite);
      return { root, text: cite };
    },
    caption: lines => {
      const words = lined(make("figcaption", within(POST.caption, "figcaption") || theirs("wp-element-caption")), lines);
      const image = sized("img", within(POST.caption, "img"));
      const names = classes(POST.caption) || classes(POST.image) || theirs("wp-block-image size-large");
      return { root: make("figure", names, image, words), text: words, image };
    },
    code: lines => {
      const code = make("code", within(POST.code, "code"), times(lines, () => LINE).join("\n"));
      const bare = POST.code.length && !POST.code.some(each => each.querySelector("code"));
      const root = make("pre", classes(POST.code) || theirs("wp-block-code"), bare ? code.textContent : code);
      return { root, text: bare ? root : code };
    },
    table: (lines, items) => {
      const rows = times(items, () => make("tr", "", ...times(2, () => lined(make("td"), lines))));
      const table = make("table", within(POST.table, "table") || (POST.table[0]?.localName === "table" ? classes(POST.table) : ""), make("tbody", "", ...rows));
      return { root: framed("table", theirs("wp-block-table"), table), text: table.querySelector("td"), table };
    },
    image: () => {
      const image = sized("img", within(POST.image, "img"));
      return { root: framed("image", theirs("wp-block-image size-large"), image), image };
    },
    embed: () => {
      const image = sized("iframe", within(POST.embed, "iframe"));
      return { root: framed("embed", theirs("wp-block-embed"), image), image };
    },
    rule: () => ({ root: make("hr", classes(POST.rule) || theirs("wp-block-separator has-alpha-channel-opacity")) }),
  };

  // --- measuring --------------------------------------------------------------------------------

  const neutral = () => {
    const each = make("div");
    each.style.cssText = "display:block!important;height:1px!important;min-height:0!important;"
      + "margin-top:0!important;margin-bottom:0!important;padding:0!important;border:0!important";
    return each;
  };
  const hidden = each => {
    each.style.setProperty("display", "none", "important");
    return each;
  };
  const between = (one, other) => box(other).top - box(one).bottom;
  const apart = style(copy);
  const collapse = !/flex|grid/.test(apart.display);
  const gutter = collapse ? 0 : number(apart.rowGap);
  const flex = apart.display.includes("flex") && apart.flexDirection.startsWith("row");

  const indentOf = each => {
    const { textIndent } = style(each);
    return textIndent.endsWith("%") ? number(textIndent) * column / 100 : number(textIndent);
  };
  const stand = (...elements) => copy.replaceChildren(...elements);
  let column = 0;
  const typeOf = (role, build) => {
    const one = build(1, 1), two = build(2, 1), more = build(1, 2);
    const marks = times(4, neutral);
    stand(hidden(build(1, 1).root), marks[0], one.root, marks[1], two.root, marks[2], more.root, marks[3]);
    // a picture that no style sheet holds in the column would make its caption as wide as itself
    if (one.text && one.image && box(one.image).width >= TOO_WIDE[0] - 1) {
      for (const each of [one, two, more]) [each.image.width, each.image.height] = [column, column / 2];
    }
    const margins = { above: between(marks[0], one.root) - gutter / 2, below: between(one.root, marks[1]) - gutter / 2 };
    const height = each => box(each.root).height;
    if (role === "paragraph") column = inside(one.root);
    if (!one.text) {
      if (!one.image) return { ...margins, height: height(one) };
      const { width, height: high } = boxed(one.image);
      [two.image.width, two.image.height] = [TOO_WIDE[0] / 100, TOO_WIDE[1] / 100];
      const scales = box(one.image).width < TOO_WIDE[0] - 1;
      const shaped = scales && Math.abs(high / width - TOO_WIDE[1] / TOO_WIDE[0]) > 0.01;
      return {
        ...margins, scales, inset: column - width, padding: height(one) - high,
        fills: scales && boxed(two.image).width > TOO_WIDE[0] / 100 + 1,
        height: shaped ? height(one) : 0,
      };
    }
    const own = style(one.text);
    const line = ["code", "cite"].includes(role) ? height(two) - height(one) : box(two.text).height - box(one.text).height;
    const found = {
      ...margins, line,
      size: number(own.fontSize),
      tracking: number(own.letterSpacing), word_spacing: number(own.wordSpacing),
      indent: indentOf(one.text),
      uppercase: own.textTransform === "uppercase",
      inset: 0, padding: height(one) - line, gap: 0,
      font: [own.fontStyle, own.fontWeight, own.fontStretch, own.fontFamily, own.fontVariantCaps].join(" | "),
      weight: number(own.fontWeight), stretch: number(own.fontStretch) || 100,
      italic: own.fontStyle !== "normal", hyphens: own.hyphens, wrap: false,
    };
    if (["list", "quote"].includes(role)) found.gap = height(more) - height(one) - line;
    if (role === "code") {
      found.wrap = /wrap|break|line/.test(own.whiteSpace) && own.whiteSpace !== "nowrap";
      found.inset = column - inside(block(one.text));
    } else if (role === "table") {
      found.gap = height(more) - height(one) - line;
      found.padding = height(one) - line - found.gap;
      found.fixed = style(one.table).tableLayout === "fixed" && box(one.table).width > column / 2;
      const cells = [...one.root.querySelectorAll("td")];
      found.inset = (box(one.table).width - cells.reduce((sum, cell) => sum + inside(cell), 0)) / cells.length;
    } else if (role === "cite") {
      [found.padding, found.inset, found.above] = [0, column - inside(block(one.text)), height(one) - line];
      const bare = SAMPLES.quote(1, 1);
      stand(neutral(), bare.root, neutral());
      found.above -= height(bare);
    } else if (role === "caption") {
      found.above = between(one.image, one.text);
      const foot = box(one.root).bottom - box(one.text).bottom;
      found.padding = box(one.text).height - line + foot;
      found.inset = column - inside(one.text);
    } else if (role !== "paragraph") {
      found.inset = column - inside(one.text);
    }
    return found;
  };
  const block = each => style(each).display === "inline" ? block(each.parentElement) : each;
  const inContext = role => {
    const [before, one, after] = [SAMPLES.paragraph(1, 1).root, SAMPLES[role](1, 1).root, SAMPLES.paragraph(1, 1).root];
    const first = SAMPLES.paragraph(1, 1).root, last = neutral();
    stand(hidden(first), before, one, after, last);
    return {
      after_paragraph: between(before, one), before_paragraph: between(one, after),
      ...(role === "paragraph" ? { following_indent: indentOf(one) } : {}),
    };
  };
  const advances = role => {
    const { root, text: words } = SAMPLES[role](1, 1);
    stand(root);
    const upper = style(words).textTransform === "uppercase";
    const source = (POST[role].length ? POST[role] : paragraphs).map(each =>
      (each.querySelector({ caption: "figcaption", cite: "cite, footer" }[role] || "nothing") || each).textContent).join(" ");
    const folded = source.replace(/\s+/g, " ").trim().slice(0, 20000);
    const copied = upper ? folded.toUpperCase() : folded;
    const sample = copied.replace(/[^ -~]/g, "").slice(0, 1500);
    const span = make("span");
    span.style.cssText = "all:unset;position:absolute;white-space:pre;letter-spacing:0;word-spacing:0;"
      + "text-transform:none;text-indent:0";
    words.append(span);
    const size = number(style(words).fontSize);
    const width = (content, count) => {
      span.textContent = content;
      return box(span).width / size / count;
    };
    const whole = width(sample, 1);
    if (!type) return { sample, whole };
    span.style.fontKerning = "none";
    span.style.fontVariantLigatures = "none";
    const signs = [...new Set([...PLAIN, ...(upper ? PLAIN.toUpperCase() : ""), ...copied])];
    const widths = Object.fromEntries(signs.map(sign => [sign, width(sign.repeat(200), 200)]));
    return { sample, whole, widths, text: copied };
  };

  // --- all of it --------------------------------------------------------------------------------

  const blocks = own(() => true).map(each => {
    const { top, bottom } = box(each);
    return { html: each.outerHTML, top, bottom };
  });
  const ratios = role => middle(POST[role].flatMap(each => [each, ...each.querySelectorAll("img, iframe, video")])
    .filter(each => ["img", "iframe", "video"].includes(each.localName) && box(each).width > 50)
    .map(each => box(each).height / box(each).width).filter(ratio => ratio > 0));
  const ratio = { image: ratios("image"), embed: ratios("embed") };
  const kept = [...copy.childNodes];
  const calm = make("style", "", "*,*::before,*::after{animation:none!important;transition:none!important}");
  document.documentElement.append(calm);
  const roles = {}, faces = {};
  try {
    for (const [role, build] of Object.entries(SAMPLES)) {
      roles[role] = { own: POST[role].length, ...typeOf(role, build) };
    }
    for (const role of Object.keys(SAMPLES)) Object.assign(roles[role], inContext(role));
    for (const role of ["image", "embed"]) roles[role].ratio = ratio[role];
    for (const role of Object.keys(SAMPLES)) if (roles[role].size) faces[role] = advances(role);
  } finally {
    copy.replaceChildren(...kept);
    calm.remove();
  }
  return {
    copy: name(copy), column, collapse, row: flex, roles, faces, blocks, loose,
    characters: paragraphs.reduce((sum, p) => sum + p.textContent.trim().length, 0),
    language: document.documentElement.lang || "",
  };
}
