// Words and numbers: how they are found, and how people write them.

/** A text as it is compared: without case and accents. */
export const plain = text => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether a text has all words of what is typed, whatever their case and accents. */
export function finder(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.length ? (...texts) => {
    const text = plain(texts.join(" "));
    return words.every(word => text.includes(word));
  } : () => true;
}

/** Numbers as people write them: 1,234. */
export const count = number => number.toLocaleString("en");

/** What a printed page is called. */
export const pageName = ({number, section}) => `Page ${number}${section ? `, ${section}` : ""}`;

/** What a story of an edition is called, by its slug. */
export const storyName = ({stories}, slug) => stories.find(each => each.slug === slug)?.headline || slug;

/** What is typed for a whole number; what is none stays as it stands: it is told what is wrong with it. */
export const wholeOr = said => Number.isInteger(Number(said)) ? Number(said) : said;

/** What is said over a page with problems: what one sees there, by what stands `instead` of the page
 *  as its files are now ("" where it is that page, and its errors are on it). */
export const seen = ({address, instead}) => !address ? "There is no page to show."
  : {
    last: "This cannot be used as it is. You see the last good page.",
    kept: "This cannot be used as it is. You see the page with what these files said when they were good last.",
    ours: "This cannot be used as it is. You see the page under newsgrid’s own rules.",
  }[instead] ?? "There are errors on this page. You see it with them, as it would be published.";

/** "1 error", "2 errors", "3 stories"; `many` where that is no rule: "2 boxes". */
export const counted = (number, one, many = one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;
