// What is wrong in an edition, by the thing it is about: told by its file, by a slug in quotation
// marks, by an ad's number or by a page's, as the words of findings name them.

/** What is to be mended: {finding, pick, pages} of each error and each warning, page by page; those
 *  about no page come last. */
export function problemsOf(edition) {
  const last = edition.pages.length + 1;
  return edition.findings.filter(each => each.severity !== "info").map(finding => ({finding, ...about(finding, edition)}))
    .toSorted((one, other) => (one.pages[0] ?? last) - (other.pages[0] ?? last));
}

function about(finding, {stories, ads, unplaced}) {
  const {file, message} = finding;
  const story = stories.find(each => each.file && each.file === file) ?? stories.find(each => message.includes(`"${each.slug}"`));
  if (story) return {pick: {kind: "story", id: story.slug}, pages: story.pages};
  const number = Number(/\bpages? (\d+)/.exec(message)?.[1]);
  const named = id => new RegExp(`(^|[\\s("])${id.replace(/[^\w]/g, "\\$&")}(?![\\w-])`).test(message);
  const ad = ads.find(each => named(each.id)) ?? unplaced.find(each => each.id && named(each.id));
  if (ad) return {pick: {kind: "ad", id: ad.id}, pages: ad.page ? [ad.page] : []};
  return number ? {pick: {kind: "page", id: String(number)}, pages: [number]} : {pick: null, pages: []};
}

/** The problem after the one at which one is, or before it: `way` is 1 or -1; null where there is
 *  none that stands anywhere. */
export function nextProblem(edition, last, way) {
  const all = problemsOf(edition).filter(each => each.pick);
  if (!all.length) return null;
  const said = each => `${each.finding.file} ${each.finding.message}`;
  const at = all.findIndex(each => last && said(each) === said(last));
  return all[at < 0 ? (way > 0 ? 0 : all.length - 1) : (at + way + all.length) % all.length];
}
