// Findings that say what may have been meant: the word as it is written, and the one to put there.
//
//   unknown key "taglin" in the file (did you mean "tagline"?)

const MEANT = /"([^"\n]+)"[^"\n]*(?:"[^"\n]*"[^"\n]*)*\(did you mean "([^"\n]+)"\?\)/;

/** What would mend a finding: {wrong, right, line, column}, from 1, in the text as it is now; null
 *  where it says nothing of that, or the text is another by now. */
export function fixOf({message, line, column}, text) {
  const [, wrong, right] = MEANT.exec(message) ?? [];
  const written = wrong && line ? text.split("\n")[line - 1] : undefined;
  if (written === undefined) return null;
  const near = written.indexOf(wrong, Math.max(0, (column ?? 1) - 1));
  const at = near >= 0 ? near : written.indexOf(wrong);
  return at < 0 ? null : {wrong, right, line, column: at + 1};
}

/** A text with that mended. */
export function mended(text, {wrong, right, line, column}) {
  const lines = text.split("\n");
  const row = lines[line - 1];
  lines[line - 1] = row.slice(0, column - 1) + right + row.slice(column - 1 + wrong.length);
  return lines.join("\n");
}
