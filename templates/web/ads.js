// Ads: asks for what the beds in view may show, once each, and only when the reader has agreed.
// The house ad below stays where nothing comes. docs/creatives.md tells the hooks.
(() => {
  "use strict";
  const page = JSON.parse(document.currentScript.dataset.ads);
  const turns = new Map();
  for (const bed of document.querySelectorAll(".ad-bed[data-ads]"))
    turns.set(bed, JSON.parse(bed.dataset.ads));
  const asked = new Set(), served = new Map(), loads = {};
  const make = name => document.createElement(name);
  let answer = {}, watcher, tag;

  const load = src => loads[src] = loads[src] || new Promise((done, fail) => {
    const script = make("script");
    Object.assign(script, {async: true, src, onload: done, onerror: fail});
    document.head.append(script);
  });
  const most = sizes => sizes.reduce((a, b) => b[0] * b[1] > a[0] * a[1] ? b : a);

  // Google Publisher Tag: settings of privacy go before any request.
  const gpt = () => tag = tag || load(page.gpt).then(() => new Promise(done => {
    const google = window.googletag = window.googletag || {cmd: []};
    google.cmd.push(() => {
      const ads = google.pubads();
      ads.setPrivacySettings({nonPersonalizedAds: !answer.personal, limitedAds: !!answer.limited});
      ads.setForceSafeFrame(true);
      ads.setSafeFrameConfig({allowOverlayExpansion: false, allowPushExpansion: false});
      google.enableServices();
      done(google);
    });
  }));
  const slotOf = (google, ad) => {
    const slot = google.defineSlot(ad.unit, ad.sizes, ad.box.id).setCollapseEmptyDiv(false);
    for (const [key, values] of Object.entries(ad.targeting)) slot.setTargeting(key, values);
    slot.addService(google.pubads());
    google.pubads().addEventListener("slotRenderEnded", event => {
      if (event.slot === slot) ad.done(event.isEmpty ? null : event.size || ad.sizes[0]);
    });
    ad.drop = () => google.destroySlots([slot]);
  };

  const kinds = {
    gpt: ad => gpt().then(google => google.cmd.push(() => {
      if (ad.over) return;
      slotOf(google, ad);
      google.display(ad.box.id);
    })),
    prebid: ad => Promise.all([load(page.prebid), gpt()]).then(([, google]) => {
      const bids = window.pbjs;
      bids.que.push(() => {
        const gdpr = window.__tcfapi && {consentManagement: {gdpr: {cmpApi: "iab"}}};
        bids.setConfig({deviceAccess: !!answer.personal, ...gdpr});
        bids.addAdUnits([{code: ad.box.id, mediaTypes: {banner: {sizes: ad.sizes}}, bids: ad.bids}]);
        bids.requestBids({adUnitCodes: [ad.box.id], timeout: page.timeout / 4, bidsBackHandler: () =>
          google.cmd.push(() => {
            if (ad.over || ad.drop) return;
            slotOf(google, ad);
            bids.setTargetingForGPTAsync([ad.box.id]);
            google.display(ad.box.id);
          })});
      });
    }),
    adsense: ad => {
      const [width, height] = most(ad.sizes), ins = make("ins");
      ins.className = "adsbygoogle";
      ins.style.cssText = `display:inline-block;width:${width}px;height:${height}px`;
      Object.assign(ins.dataset, {adClient: ad.client, adSlot: ad.slot, fullWidthResponsive: "false"});
      ad.box.append(ins);
      new MutationObserver(() => {
        const status = ins.dataset.adStatus;
        if (status) ad.done(status === "filled" ? [width, height] : null);
      }).observe(ins, {attributeFilter: ["data-ad-status"]});
      const queue = window.adsbygoogle = window.adsbygoogle || [];
      if (!answer.personal) queue.requestNonPersonalizedAds = 1;
      return load(`${page.adsense}?client=${ad.client}`).then(() => adsbygoogle.push({}));
    },
    html: ad => {
      const [width, height] = most(ad.sizes), frame = make("iframe");
      Object.assign(frame, {width, height, title: ad.title, src: ad.src});
      frame.setAttribute("sandbox", ad.sandbox);
      frame.onload = () => ad.done([width, height]);
      ad.box.append(frame);
    },
  };

  const fits = bed => {
    const [width, height] = served.get(bed);
    bed.classList.toggle("served", width <= bed.clientWidth && height <= bed.clientHeight);
  };
  // As style sheets ask: how wide the page is, without the window's scrollbar, in the reader's type.
  const paper = document.querySelector(".page");
  const wide = () => paper.getBoundingClientRect().width
    / Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
  const turnOf = bed => turns.get(bed).filter(([first]) => first <= wide()).pop() || [];

  const ask = bed => {
    const [, name, sizes] = turnOf(bed);
    if (!name || asked.has(bed)) return;
    asked.add(bed);
    watcher.unobserve(bed);
    const layer = make("div"), box = make("div");
    layer.className = "ad-layer";
    box.id = `${bed.parentElement.id}-ad`;
    layer.append(box);
    bed.append(layer);
    const ad = {...page.creatives[name], box, sizes};
    ad.done = size => {
      if (ad.over) return;
      ad.over = true;
      clearTimeout(clock);
      if (!size) {
        ad.drop?.();
        return layer.remove();
      }
      for (const frame of layer.querySelectorAll("iframe:not([title])")) frame.title = page.label;
      served.set(bed, Array.isArray(size) ? size : sizes[0]);
      fits(bed);
    };
    const clock = setTimeout(ad.done, page.timeout);
    Promise.resolve(ad).then(kinds[ad.kind]).catch(() => ad.done());
  };

  const watch = () => turns.forEach((_, bed) => {
    if (!watcher || asked.has(bed)) return;
    watcher.unobserve(bed);
    watcher.observe(bed);
  });
  new ResizeObserver(() => {
    served.forEach((_, bed) => fits(bed));
    watch();
  }).observe(paper);

  const hear = said => {
    answer = said === true ? {ads: true, personal: true} : said || {};
    if (watcher) watcher.disconnect();
    watcher = answer.ads && new IntersectionObserver(
      seen => seen.forEach(each => each.isIntersecting && ask(each.target)),
      {rootMargin: page.lazy + "% 0px"});
    watch();
  };
  const given = (data, ...purposes) => data.gdprApplies === false
    || purposes.every(each => data.purpose?.consents?.[each]);
  const hook = window.newsgridConsent;
  addEventListener("newsgrid:consent", event => hear(event.detail), true);
  if (hook !== undefined)
    new Promise(done => done(typeof hook === "function" ? hook() : hook)).then(hear, () => {});
  else if (window.__tcfapi)
    __tcfapi("addEventListener", 2, (data, ok) => {
      if (ok && data.eventStatus !== "cmpuishown")
        hear({ads: given(data, 1), personal: given(data, 1, 3, 4)});
    });

  // Some networks write sizes into the boxes around their ad. Ours keep theirs.
  new MutationObserver(changes => changes.forEach(({target}) => {
    if (target.style.length && (target.matches(".ad-bed") || target.querySelector(".ad-bed")))
      target.removeAttribute("style");
  })).observe(paper, {attributeFilter: ["style"], subtree: true});
})();
