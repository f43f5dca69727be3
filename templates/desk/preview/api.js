// Asking the desk: JSON in, JSON out. What it refuses is thrown as `Refused`, with its findings.

/** An answer that is not the data asked for. `findings` say why; `conflict` is the text that stands
 *  in a file by now (409); `status` is 0 where the desk did not answer at all. */
export class Refused extends Error {
  constructor(status, data) {
    const said = data.findings ?? [];
    const findings = said.length || data.conflict ? said : [{severity: "error", message: `the desk answered ${status}`}];
    super(findings.map(each => each.message).join("; "));
    this.status = status;
    this.findings = findings;
    this.conflict = data.conflict ?? null;
  }
}

/** What an error says: its findings; without any what it is, or that the text meanwhile is another. */
export const findingsOf = (error, conflict) => error.findings?.length ? error.findings
  : [{severity: "error", message: error.conflict ? conflict : String(error.message)}];

const away = {findings: [{severity: "error", message: "the desk does not answer: is it still running?"}]};

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, away);
  }
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}

/** A path with a query of all values that are neither null nor "". */
export function path(name, values = {}) {
  const query = new URLSearchParams(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  return query.size ? `${name}?${query}` : name;
}

/** The address of a line in the source view. */
export const sourceAddress = (file, line = null, column = null) => path("/source", {file, line, column});

/** The data at a path. */
export const get = async (name, values, signal) => (await ask(path(name, values), {signal})).json();

const writing = (method, body, signal) => ({
  method,
  signal,
  headers: {"content-type": "application/json", "x-newsgrid": "desk"},
  body: JSON.stringify(body),
});

/** What the desk makes of a body: `method` is POST or PUT. */
export const send = async (method, name, body, signal) =>
  (await ask(name, writing(method, body, signal))).json();

/** What the desk makes of a file, as it is. */
export const hand = async (name, file, signal) => (await ask(name, {
  method: "POST",
  signal,
  headers: {"content-type": "application/octet-stream", "x-newsgrid": "desk"},
  body: file,
})).json();

/** Each object of an answer that comes in lines, as it comes. */
export async function* lines(method, name, body, signal) {
  const options = method === "GET" ? {signal} : writing(method, body, signal);
  const reader = (await ask(name, options)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const {value, done} = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) if (part) yield JSON.parse(part);
  }
}
