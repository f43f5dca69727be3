// The desk's events, as they come: hear(kind, data) for "hello", "files" and "stop" (see events.py),
// and for "lost" while the desk does not answer. It asks again by itself until the desk is back.

const AGAIN = 1500; // milliseconds

export function listen(hear) {
  const events = new EventSource("/events");
  for (const kind of ["hello", "files", "stop"])
    events.addEventListener(kind, event => hear(kind, JSON.parse(event.data)));
  events.onerror = () => {
    hear("lost", {});
    if (events.readyState !== EventSource.CLOSED) return; // the browser asks again
    setTimeout(() => listen(hear), AGAIN);
  };
}
