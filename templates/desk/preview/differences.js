// In which lines two texts of one file differ.

const AROUND = 2; // lines shown around those that differ
const LONGEST = 3000; // lines that differ, of each text: more are not matched with each other

/** Which lines of two texts stand in both, in order: a pair of lists of yes and no. */
export function common(one, other) {
  const [a, b] = [one.split("\n"), other.split("\n")];
  const same = [new Array(a.length).fill(false), new Array(b.length).fill(false)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) same[0][from] = same[1][from++] = true;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) same[0][--endA] = same[1][--endB] = true;
  const [width, height] = [endA - from, endB - from];
  if (!width || !height || width * height > LONGEST * LONGEST) return same;
  const lengths = new Uint16Array((width + 1) * (height + 1));
  const cell = (x, y) => x * (height + 1) + y;
  for (let x = width - 1; x >= 0; x--) {
    for (let y = height - 1; y >= 0; y--) {
      lengths[cell(x, y)] = a[from + x] === b[from + y] ? lengths[cell(x + 1, y + 1)] + 1 : Math.max(lengths[cell(x + 1, y)], lengths[cell(x, y + 1)]);
    }
  }
  for (let x = 0, y = 0; x < width && y < height;) {
    if (a[from + x] === b[from + y]) same[0][from + x++] = same[1][from + y++] = true;
    else if (lengths[cell(x + 1, y)] >= lengths[cell(x, y + 1)]) x++;
    else y++;
  }
  return same;
}

/** The lines in which two texts differ, and those around them: [" " in both | "-" theirs only | "+" mine
 *  only, line]; "…" stands for what lies between. */
export function differing(theirs, mine) {
  const [a, b] = [theirs.split("\n"), mine.split("\n")];
  const [inA, inB] = common(theirs, mine);
  const lines = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; i++, j++) {
    while (i < a.length && !inA[i]) lines.push(["-", a[i++]]);
    while (j < b.length && !inB[j]) lines.push(["+", b[j++]]);
    if (i < a.length) lines.push([" ", a[i]]);
  }
  const kept = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(([kind]) => kind !== " "));
  const last = kept.lastIndexOf(true);
  return lines.flatMap((line, at) => kept[at] ? [line] : kept[at - 1] && at < last ? [[" ", "…"]] : []);
}
