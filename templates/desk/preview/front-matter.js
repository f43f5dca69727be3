// Colours for what stands at the head of a story, between two lines of three dashes: Ace's Markdown
// knows nothing of it. A tokenizer goes first as long as the head lasts, then Markdown's own.

const FENCE = /^---\s*$/;
const END = /^(---|\.\.\.)\s*$/;
const HEAD = "newsgrid-head";
const KEY = /^(\s*(?:- )?)([\w-]+)(\s*:)(?=\s|$)/;
const PARTS = /("(?:[^"\\]|\\.)*"|'[^']*')|(\s#.*$)|(\b\d{4}-\d\d-\d\d\b|\b\d+(?:\.\d+)?\b|\b(?:true|false|yes|no|null|none)\b)/g;

/** A line of the head in tokens. */
function tokens(line) {
  const found = [];
  const add = (type, value) => { if (value) found.push({type, value}); };
  if (/^\s*#/.test(line)) return [{type: "comment", value: line}];
  const key = KEY.exec(line);
  let rest = line;
  if (key) {
    add("text", key[1]);
    add("variable", key[2]);
    add("keyword.operator", key[3]);
    rest = line.slice(key[0].length);
  }
  let at = 0;
  for (const part of rest.matchAll(PARTS)) {
    add("text", rest.slice(at, part.index));
    add(part[1] ? "string" : part[2] ? "comment" : "constant", part[0]);
    at = part.index + part[0].length;
  }
  add("text", rest.slice(at));
  return found;
}

/** A tokenizer as Ace has them, around one of Markdown. */
export const withHead = markdown => ({
  getLineTokens(line, state, row) {
    if (row === 0 && FENCE.test(line)) return {tokens: [{type: "comment", value: line}], state: HEAD};
    if (state !== HEAD) return markdown.getLineTokens(line, state, row);
    return END.test(line) ? {tokens: [{type: "comment", value: line}], state: "start"} : {tokens: tokens(line), state: HEAD};
  },
});
