// The desk's events, as they come: hear(kind, data) for "hello", "files" and "stop" (see events.py),
// for "lost" while the desk does not answer, and for "locked" while one answers that does not know
// us: it was started anew, with another key. It asks again by itself until the desk is back.

const AGAIN = 1500; // milliseconds

const locked = () =>
  fetch("/static/icon.svg", {method: "HEAD"}).then(answer => answer.status === 401, () => false);

export function listen(hear) {
  const events = new EventSource("/events");
  for (const kind of ["hello", "files", "stop"])
    events.addEventListener(kind, event => hear(kind, JSON.parse(event.data)));
  events.onerror = async () => {
    if (events.readyState !== EventSource.CLOSED) return hear("lost", {}); // the browser asks again
    hear(await locked() ? "locked" : "lost", {});
    setTimeout(() => listen(hear), AGAIN);
  };
}
