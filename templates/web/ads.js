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
      // if frameworks
      ads.setPrivacySettings({nonPersonalizedAds: !answer.personal, limitedAds: !!answer.limited,
        restrictDataProcessing: !!answer.restricted});
      // else
      ads.setPrivacySettings({nonPersonalizedAds: !answer.personal, limitedAds: !!answer.limited});
      // end
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

  // if frameworks
  const apiOf = name => page.frameworks.includes(name) && window[{tcf: "__tcfapi", gpp: "__gpp", usp: "__uspapi"}[name]];
  // end
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
        // if frameworks
        const api = {cmpApi: "iab"}, manage = {};
        for (const [name, key] of [["tcf", "gdpr"], ["gpp", "gpp"], ["usp", "usp"]])
          if (apiOf(name)) manage[key] = api;
        if (Object.keys(manage).length) bids.setConfig({consentManagement: manage});
        // end
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
      // if frameworks
      if (answer.restricted) ins.dataset.restrictDataProcessing = "1";
      // end
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
  // if readers

  // Whom a creative is for: what is not known meets no condition. Views are counted on the device.
  const counted = {}, coming = {}, kept = "newsgrid-ads";
  const read = (read, other) => { try { return read() } catch { return other } };
  const views = () => read(() => JSON.parse(localStorage.getItem(kept)), counted) || counted;
  const lately = (name, [, seconds]) => [views()[name]].flat().filter(
    each => typeof each === "number" && each > Date.now() - seconds * 1000);
  const count = name => {
    const {cap} = page.creatives[name];
    if (!cap) return;
    counted[name] = [...lately(name, cap), Date.now()].slice(-cap[0]);
    read(() => localStorage.setItem(kept, JSON.stringify({...views(), ...counted})));
  };
  const led = document.referrer ? read(() => new URL(document.referrer).hostname, "") : "none";
  const path = read(() => decodeURI(location.pathname), location.pathname);
  const likePath = text => new RegExp(
    `^${text.split("*").map(part => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`).test(path);
  const ledBy = host => led === host || led.endsWith(`.${host}`);
  let reader = {};
  const met = (when = {}) => {
    const now = new Date(), hour = now.getHours(), roles = reader.roles;
    const inCountry = each => each === reader.country, isOne = each => roles?.includes(each);
    const some = (list, test) => !list || list.some(test);
    const none = (list, known, test) => !list || known && !list.some(test);
    return some(when.hours, ([from, to]) => from < to ? from <= hour && hour < to : from <= hour || hour < to)
      && some(when.days, each => each === now.getDay())
      && some(when.paths, likePath) && none(when.without_paths, true, likePath)
      && some(when.referrers, ledBy) && none(when.without_referrers, true, ledBy)
      && some(when.countries, inCountry) && none(when.without_countries, reader.country, inCountry)
      && some(when.roles, isOne) && none(when.without_roles, roles, isOne);
  };
  const may = name => {
    const {when, cap} = page.creatives[name] || {};
    return met(when) && (!cap || lately(name, cap).length + (coming[name] || 0) < cap[0]);
  };
  const forReader = bed => {
    const [first, ...asked] = turnOf(bed);
    while (asked.length && !may(asked[0])) asked.splice(0, 2);
    return [first, ...asked];
  };
  // end

  // if refresh

  // Half of an ad has been in view for so many seconds: another is asked for, and takes its place
  // when it has come.
  let rounds = 0;
  const standing = new Map(), seconds = new Map(), inView = new Set();
  const looked = new IntersectionObserver(
    seen => seen.forEach(each => inView[each.intersectionRatio >= .5 ? "add" : "delete"](each.target)),
    {threshold: [0, .5]});
  turns.forEach((_, bed) => looked.observe(bed));
  setInterval(() => inView.forEach(bed => {
    const after = standing.get(bed)?.refresh;
    if (!after || !watcher || document.visibilityState !== "visible" || !bed.classList.contains("served")) return;
    const so = (seconds.get(bed) || 0) + 1;
    seconds.set(bed, so % after);
    if (so < after) return;
    asked.delete(bed);
    ask(bed);
    asked.add(bed);
  }), 1000);
  // end

  const ask = bed => {
    // if readers
    const [, name, sizes] = forReader(bed);
    // else
    const [, name, sizes] = turnOf(bed);
    // end
    if (!name || asked.has(bed)) return;
    asked.add(bed);
    // if readers
    coming[name] = (coming[name] || 0) + 1;
    // end
    watcher.unobserve(bed);
    const layer = make("div"), box = make("div");
    layer.className = "ad-layer";
    box.id = `${bed.parentElement.id}-ad`;
    // if refresh
    const before = bed.querySelector(".ad-layer");
    if (before) box.id += `-${++rounds}`;
    // end
    layer.append(box);
    bed.append(layer);
    const ad = {...page.creatives[name], box, sizes};
    ad.done = size => {
      if (ad.over) return;
      ad.over = true;
      clearTimeout(clock);
      // if readers
      coming[name]--;
      // end
      if (!size) {
        ad.drop?.();
        return layer.remove();
      }
      for (const frame of layer.querySelectorAll("iframe:not([title])")) frame.title = page.label;
      served.set(bed, Array.isArray(size) ? size : sizes[0]);
      // if refresh
      before?.remove();
      if (before) standing.get(bed)?.drop?.();
      standing.set(bed, ad);
      // end
      // if readers
      count(name);
      // end
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

  // if readers
  let hear = said => {
  // else
  const hear = said => {
  // end
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
  // if readers
  // Who reads is known before anything is asked for, or, after a second, not at all.
  const who = window.newsgridReader;
  const told = Promise.race([
    new Promise(done => done(typeof who === "function" ? who() : who)).then(said => reader = said || {}),
    new Promise(done => setTimeout(done, 1000)),
  ]).catch(() => {});
  const heardBy = hear;
  hear = said => told.then(() => heardBy(said));
  // end
  addEventListener("newsgrid:consent", event => hear(event.detail), true);
  if (hook !== undefined)
    new Promise(done => done(typeof hook === "function" ? hook() : hook)).then(hear, () => {});
  // if frameworks
  else {
    // Each service that is there has its say, and all must agree. Under the laws of the US ads may be
    // asked for, and none that are personal by readers who opted out.
    const said = {}, there = ["tcf", "gpp", "usp"].filter(apiOf);
    const asks = there.includes("gpp") ? there.filter(name => name !== "usp") : there;
    const says = (name, data) => {
      said[name] = data;
      const all = asks.map(each => said[each]);
      if (all.every(Boolean)) hear({ads: all.every(each => each.ads),
        personal: all.every(each => each.personal), restricted: all.some(each => each.restricted)});
    };
    const law = (name, out) => {
      const restricted = out || navigator.globalPrivacyControl === true;
      says(name, {ads: true, personal: !restricted, restricted});
    };
    const outs = ["SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut"];
    const optedOut = parts => Object.entries(parts || {}).some(([name, each]) => name.startsWith("us")
      && [each].flat().some(part => part?.Gpc === true || outs.some(key => part?.[key] === 1)
        || name === "uspv1" && [part?.uspString, part].some(text => text?.[2] === "Y")));
    if (asks.includes("tcf")) __tcfapi("addEventListener", 2, (data, ok) => {
      if (ok && data.eventStatus !== "cmpuishown")
        says("tcf", {ads: given(data, 1), personal: given(data, 1, 3, 4)});
    });
    if (asks.includes("gpp")) __gpp("addEventListener", ({pingData} = {}, ok) => {
      const laws = pingData?.applicableSections || [];
      if (!ok || pingData?.signalStatus !== "ready" || !laws.length || laws.includes(0)) return;
      if (laws.some(law => law >= 6 || law === -1)) law("gpp", optedOut(pingData.parsedSections));
      else if (asks.includes("tcf")) says("gpp", {ads: true, personal: true});
    });
    if (asks.includes("usp")) __uspapi("getUSPData", 1, (data, ok) => {
      if (ok) law("usp", data?.uspString?.[2] === "Y");
    });
  }
  // else
  else if (window.__tcfapi)
    __tcfapi("addEventListener", 2, (data, ok) => {
      if (ok && data.eventStatus !== "cmpuishown")
        hear({ads: given(data, 1), personal: given(data, 1, 3, 4)});
    });
  // end

  // Some networks write sizes into the boxes around their ad. Ours keep theirs.
  new MutationObserver(changes => changes.forEach(({target}) => {
    if (target.style.length && (target.matches(".ad-bed") || target.querySelector(".ad-bed")))
      target.removeAttribute("style");
  })).observe(paper, {attributeFilter: ["style"], subtree: true});
})();
