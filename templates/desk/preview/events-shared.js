// One stream of events for all tabs of a browser. It keeps six connections to an origin and no more:
// were each tab to hold one, the seventh would wait for ever. Tabs say "bye" when they go.

import {listen} from "./events.js";

const tabs = new Set();
let desk = null;
let last = null;

onconnect = ({ports: [tab]}) => {
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab);
  if (last) tab.postMessage(last);
};

listen((kind, data) => {
  if (kind === "hello") desk = data;
  if (kind === "files") desk = {...desk, generation: data.generation};
  // A tab that comes later hears how things stand.
  last = kind === "files" ? {kind: "hello", data: desk} : {kind, data};
  for (const tab of tabs) tab.postMessage({kind, data});
});
