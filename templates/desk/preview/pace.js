// When things are done: after a pause, or one at a time.

const PATIENCE = 1000; // milliseconds

/** Calls `act` once things have been quiet for some milliseconds. */
export function quiet(milliseconds, act) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}

/** Does `work(names, signal)` once at a time; what is asked for meanwhile is done once more, with all
 *  names that were asked for (none: anything may have changed). What it does by then has PATIENCE
 *  milliseconds to end by itself, after which the signal tells it to leave off: what the desk has
 *  found out by then it remembers. */
export function keeping(work) {
  let busy = null;
  let waiting = null;
  let begun = 0;
  const both = (some, others) => new Set(some.size && others.size ? [...some, ...others] : []);
  const hurry = () => setTimeout(() => waiting && busy?.abort(), Math.max(0, begun + PATIENCE - performance.now()));
  return async function again(changed = []) {
    waiting = waiting ? both(waiting, new Set(changed)) : new Set(changed);
    if (busy) return hurry();
    try {
      while (waiting) {
        const names = waiting;
        waiting = null;
        busy = new AbortController();
        begun = performance.now();
        await work(names, busy.signal);
        if (waiting && busy.signal.aborted) waiting = both(waiting, names);
      }
    } finally {
      busy = null;
    }
  };
}
