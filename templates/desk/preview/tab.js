// The name of this tab, the same until it is closed: its unsaved rules are kept under it.
//
// A tab that is duplicated begins with a copy of all that the first one keeps, its name too. So each
// holds a lock of that name as long as it is open, and one that finds it held takes another name.

const KEY = "tab";

/** Holds a name; false where another tab does. Where there are no locks, nobody can tell. */
function held(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    navigator.locks.request(`newsgrid-${name}`, {ifAvailable: true}, lock => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : null; // it is let go when the tab closes
    }).catch(reject);
  });
}

async function own() {
  const kept = sessionStorage.getItem(KEY);
  if (kept && await held(kept)) return kept;
  const fresh = crypto.randomUUID();
  await held(fresh);
  sessionStorage.setItem(KEY, fresh);
  return fresh;
}

export const tab = await own().catch(() => crypto.randomUUID());
