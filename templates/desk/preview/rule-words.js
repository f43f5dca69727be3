// How the form says what the schema of slots.toml has: groups, labels, and the ranges of sliders.
//
// What the schema has and is not named here still shows, under "Others", by its own name.

export const GROUPS = {
  terms: [
    {title: "What it is", open: true, keys: ["holds", "takes", "label", "categories", "promotional"]},
    {title: "Where it may stand", open: true, keys: ["region", "fallback", "positions", "only_before", "never_after", "never_before", "never_between", "never_inside", "adjacent", "sticky", "min_run"]},
    {title: "Distances", open: true, keys: ["from_top", "from_end", "margin", "distance", "clearance"]},
    {title: "How many, and what one is worth", open: true, keys: ["auto", "min", "min_from", "max", "value", "decay"]},
    {title: "Sizes", open: true, keys: ["sizes"]},
    {title: "When", keys: ["when"]},
    {title: "What gives way", keys: ["relax"]},
  ],
  page: [
    {title: "How many, how dense", open: true, keys: ["density", "max_ads", "fewer_ads", "max_per_screen", "promotion", "spacing"]},
    {title: "What stays in view", open: true, keys: ["sticky_ad", "sticky_video"]},
    {title: "Order and company", open: true, keys: ["order", "never_together", "source_order"]},
    {title: "What is best", open: true, keys: ["strategy", "evenness"]},
  ],
  print: [{title: "On paper", open: true, keys: ["sizes", "side", "pages", "value"]}],
  category: [{title: "Only in stories with", open: true, keys: ["when"]}],
};

/** What is asked first: groups in this order put a slot's distances before all that changes rarely. */
export const ORDER = ["Distances", "Where it may stand", "How many, and what one is worth", "Sizes", "When", "What gives way", "What it is"];

export const LABELS = {
  breakpoints: "Ranges of screen widths",
  holds: "Holds", takes: "Takes ads asked for as", label: "Words above it", categories: "Categories of advertisers",
  promotional: "Counts as promotion", region: "Place on the page", fallback: "Without a gap",
  positions: "Only at", only_before: "Only right above", never_after: "Never right below", never_before: "Never right above",
  never_between: "Never between", never_inside: "Never inside runs of", adjacent: "Paragraph beside it has at least",
  sticky: "Stays in view", min_run: "Way it can travel, at least", from_top: "From the top", from_end: "To the end",
  margin: "Air above and below", distance: "To other slots", clearance: "To blocks of the copy", auto: "For every story",
  min: "At least", min_from: "At least, in stories from", max: "At most", value: "Worth, per thousand views", decay: "Worth lost with each screen",
  sizes: "Sizes", when: "Stories", relax: "Steps", density: "Ads in the content, at most", max_ads: "Ads on a page, at most", fewer_ads: "Fewer ads in shorter stories",
  max_per_screen: "Ads in view at once, at most", promotion: "Ads and promotion, at most", spacing: "From ad to ad",
  sticky_ad: "Ad at the foot of the screen", sticky_video: "A video stays in view", order: "In this order", never_together: "Never together",
  source_order: "Cost of another order", strategy: "How it is chosen", evenness: "Worth of even spacing", side: "Side of the page", pages: "Pages",
  sections: "Sections", without_sections: "Not in sections", tags: "Tags", without_tags: "Without tags", words: "Words in the text",
  without_words: "Without words", authors: "Authors", without_authors: "Not by authors", languages: "Languages", devices: "Screens",
  published_from: "Dated from", published_until: "Dated until", min_age: "Days old, at least", max_age: "Days old, at most",
  min_words: "Words, at least", max_words: "Words, at most", min_paragraphs: "Paragraphs, at least",
  max_paragraphs: "Paragraphs, at most", min_blocks: "Blocks, at least", max_blocks: "Blocks, at most",
};

/** What values of a choice are called. */
export const CHOICES = {
  region: {article: "in the copy", beside: "beside the copy", rail: "in the right rail", end: "after the copy", front: "on front pages"},
  fallback: {rail: "goes to the rail", end: "follows the copy", none: "is left out"},
  strategy: {exact: "worth most", stable: "worth most, never moves", greedy: "first that fits"},
};

/** [most, step] of a slider, by unit. */
const UNITS = {
  px: [1500, 10], lines: [40, 1], screens: [5, .1], "%": [100, 1], words: [600, 10], characters: [4000, 50], paragraphs: [15, 1],
  "% of text": [100, 1], "% of paragraphs": [100, 1], mm: [300, 1], cm: [30, .5], in: [12, .25], pt: [800, 5], pc: [60, 1],
};
const SPECIAL = {"margin/px": [120, 4], "adjacent/words": [60, 1], "sticky_ad/px": [300, 10], "decay/%": [30, .5], "from_top/px": [2000, 10]};
const NUMBERS = { evenness: [100, 1], source_order: [50, 1]};

const SPOKEN = {line: "lines", screen: "screens", word: "words", character: "characters", paragraph: "paragraphs", pica: "pc", picas: "pc", "": "px"};

/** A length's parts, [amount, unit]; null where the text is none that a slider can move. */
export function amount(text) {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([a-z%][a-z% ]*?)?\s*$/.exec(text ?? "");
  if (!found) return null;
  const unit = SPOKEN[found[2] ?? ""] ?? found[2];
  return UNITS[unit] ? [Number(found[1]), unit] : null;
}

/** A length as it is written: "200px", "1 paragraph", "25% of text". */
export function written(number, unit) {
  const said = String(Math.round(number * 100) / 100);
  if (unit.startsWith("%") || /^(px|mm|cm|in|pt|pc)$/.test(unit)) return said + unit;
  return `${said} ${said === "1" ? unit.slice(0, -1) : unit}`;
}

/** The slider of a key in a unit: {most, step}, wide enough for what stands there. */
export function range(key, unit, now = 0) {
  const [most, step] = SPECIAL[`${key}/${unit}`] ?? UNITS[unit];
  return {most: now > most ? Math.ceil(now * 1.5) : most, step};
}

/** The slider of a plain number; null where the number is better typed. */
export function numberRange(key, now = 0) {
  if (!NUMBERS[key]) return null;
  const [most, step] = NUMBERS[key];
  return {most: now > most ? Math.ceil(now * 1.5) : most, step};
}

/** What spans decades has a slider of its own scale: [least, most], equal ways for equal shares. */
const DECADES = {value: [1, 100_000]};
const STEPS = 200;

/** The scale of such a slider, null where a key has none: {most, at(value), value(at)}. */
export function decades(name) {
  if (!DECADES[name]) return null;
  const [least, most] = DECADES[name].map(Math.log10);
  return {
    most: STEPS,
    at: value => value <= 0 ? 0 : Math.round(Math.max(0, Math.min(1, (Math.log10(value) - least) / (most - least))) * STEPS),
    value: at => {
      const exact = 10 ** (least + at / STEPS * (most - least));
      const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1); // two digits are enough
      return Math.round(exact / unit) * unit;
    },
  };
}

/** The unit that a key's slider has while nothing is set. */
export const unitOf = (key, kind) => kind === "share" ? "%" : kind === "words" ? "words" : key === "min_from" ? "words" : key === "min_run" ? "screens" : "px";

/** What lengths can be measured in: [unit, what it is called, an amount to begin with]. */
export const MEASURES = [
  ["px", "px of the screen", 200], ["lines", "lines of text", 10], ["screens", "screens", 1], ["paragraphs", "paragraphs", 2], ["words", "words", 120],
  ["characters", "characters", 600], ["%", "% of the copy’s height", 20], ["% of text", "% of its text", 20], ["% of paragraphs", "% of its paragraphs", 20],
  ["mm", "mm", 30], ["pc", "picas", 12], ["pt", "pt", 60],
];

/** What may be written where a length is asked. */
export const LENGTHS = "Write 200px, 3 lines, 2 paragraphs, 120 words, 776 characters, 1.5 screens, or 25% (of the height), 25% of text, 25% of paragraphs.";
