"use strict";
// What a page needs beyond reading: decisions, keys, the curve, the lock, links and notes to copy, filters in the address.
{
const root = document.documentElement;
const get = id => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const on = (target, type, act, options) => target?.addEventListener(type, act, options);
const [main] = all("main"), [list] = all(".cs"), [verdict] = all(".verdict"), [filters] = all(".filters");
const [nav, summary, originals, find, position, curve, strip, both, help] =
  ["findings", "summary", "originals", "find", "position", "curve", "strip", "both", "help"].map(get);
const panes = [summary, originals], every = all(".c"), scrollers = [nav, ...panes];
const controls = all("input[name], select");
const kindBoxes = all("[id^=k-]"), marks = all("section .m"), order = get("order");
const wide = matchMedia("screen and (min-width: 60rem) and (min-height: 26rem)");
let lighted = [], selected = null, row = null, pair = [], visible = null, leader = null, kept = null;
root.classList.add("scripted");

// Storage may be forbidden, as in some browsers for files on disk.
const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {} };

// The cards that the filters leave, in the order shown; asked of the layout once, then kept until a filter changes.
const cards = () => visible ??= list ? all(".c", list).filter(c => c.offsetParent) : [];
const kind = card => card.classList[1];
const urgent = card => /error|warning/.test(kind(card));
const to = link => get(link.hash.slice(1));
const sources = "span[id] > a:not([class])";
// The words of each finding, looked for once: a long page has many.
const known = new Map();
for (const e of all("section :is(.m, [data-f])")) {
  for (const id of new Set([e.matches(".m") && e.hash?.slice(1), ...(e.dataset.f ?? "").split(" ")])) {
    if (id) known.set(id, [...known.get(id) ?? [], e]);
  }
}
const words = card => known.get(card.id) ?? [];
const centre = (element, block = "center") => {
  for (let d = element?.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  element?.scrollIntoView({ block });
};
// Words of a text, so that the beginning of their sentence is in sight.
const reveal = element => {
  centre(element);
  const sentence = element?.closest("span[id]"), pane = element?.closest("section");
  if (!sentence) return;
  const top = pane.querySelector(".stick").getBoundingClientRect().bottom, above = top - sentence.getBoundingClientRect().top;
  if (above > 0) (wide.matches ? pane : window).scrollBy(0, -Math.min(above + 8, innerHeight / 2 - 80));
};
const focus = element => {
  if (!element) return;
  const at = element.matches("i") ? element.closest("span[id], p") : element;
  if (!at.matches("a")) at.tabIndex = -1;
  at.focus({ preventScroll: true });
};

const tell = (text, more = "") => { position.firstChild.textContent = text; position.lastChild.textContent = more; };
const say = () => {
  const here = selected ? cards().filter(c => urgent(c) ? urgent(selected) : kind(c) === kind(selected)) : [];
  const at = here.indexOf(selected), places = rows(selected);
  get("place").hidden = places.length < 2;
  if (at < 0) return tell(`${cards().length} shown`);
  const name = { note: "note ", out: "left out ", quiet: "accepted ", unjudged: "not judged " }[kind(selected)] ?? "";
  const place = places.length > 1 ? `, place ${places.indexOf(row) + 1} of ${places.length}` : "";
  tell(`${name}${at + 1} of ${here.length}`, `${place}, ${all(".k b, .k a:first-of-type, .t, .dc", selected).map(e => e.textContent).join(" ")}`);
};

// A finding has one or more places, each a row of links; the chosen one leads to a pair of passages.
const rows = card => { const found = card ? all(".at", card) : []; return found[0] ? found : [card]; };
const select = (card, { chosen, scroll = true, take = scroll } = {}) => {
  for (const e of lighted) e.classList.remove("on", "here");
  lighted = card ? [card, ...words(card)] : [];
  for (const e of lighted) e.classList.add("on");
  selected = card;
  leader = null;
  const places = rows(card), links = r => r ? all("a", r) : [];
  const fits = test => places.find(r => links(r).some(test)), near = chosen?.closest("section span[id]");
  row = fits(a => a === chosen || chosen?.id && a.hash === `#${chosen.id}`) ?? (near && fits(a => near.contains(to(a)))) ?? places[0];
  pair = panes.map(pane => {
    const found = links(row).filter(a => pane.contains(to(a)));
    const link = found.find(a => a === chosen) ?? found[0];
    return link && to(link);
  });
  if (places[1]) for (const e of [row, ...pair].filter(Boolean)) { e.classList.add("here"); lighted.push(e); }
  if (places[1]) for (let d = row.closest("details"); d; d = null) d.open = true;
  beside();
  if (wide.matches) panes.forEach((pane, n) => { if (kept !== pane) reveal(pair[n]); });
  kept = null;
  if (card && scroll) centre(places[1] ? row : card, wide.matches && card.offsetHeight < nav.clientHeight - 110 ? "nearest" : "start");
  if (card && take) card.focus({ preventScroll: true });
  say();
  draw();
};

// The sources of a sentence that has several, beside each other.
const sentence = () => pair[0]?.closest("span[id]");
const merged = () => [...new Set(sentence() ? all(":scope > a:not([class])", sentence()).map(to) : [])];
const beside = () => {
  const found = merged().sort((a, b) => a.compareDocumentPosition(b) & 2 ? 1 : -1).slice(0, 3);
  both.hidden = !found[1];
  both.replaceChildren(...found.slice(0, found[1] ? 3 : 0).map(source => {
    const box = document.createElement("div"), copy = source.cloneNode(true), head = document.createElement("a");
    for (const e of all("i, a:not(.m), .al", copy)) e.remove();
    for (const e of all("a", copy)) e.replaceWith(...e.childNodes);
    for (const e of all("[id]", copy)) e.removeAttribute("id");
    head.href = `#${source.id}`;
    head.textContent = `original ${source.id.slice(1).split("-")[0]}`;
    box.append(head, " ", ...copy.childNodes);
    return box;
  }));
};

// A curve from the selected finding's words in the article to those in the original; a sentence put together from several
// sources has one to each.
let frame = 0;
const draw = () => { frame ||= requestAnimationFrame(() => { frame = 0; trace(); }); };
const trace = () => {
  const [a, b] = pair, moved = selected && words(selected).some(e => e.matches(".moved, :has(> .mv)"));
  const box = curve.getBoundingClientRect(), w = box.width;
  const height = e => {
    const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
    return Math.min(Math.max(r.top + r.height / 2, box.top + 6), box.bottom - 6) - box.top;
  };
  const path = (end, name) => {
    const made = document.createElementNS(curve.namespaceURI, "path");
    if (end) made.setAttribute("d", `M0 ${height(a)}C${w * .7} ${height(a)} ${w * .3} ${height(end)} ${w} ${height(end)}`);
    made.setAttribute("class", name);
    return made;
  };
  const main = wide.matches && a ? b : null;
  const more = main ? merged().filter(e => e !== b && !e.contains(b) && e.getClientRects().length) : [];
  curve.replaceChildren(path(main, moved ? "moved" : ""), ...more.map(e => path(e, "merged")));
};

// Lock: the pane that is not being scrolled follows the alignment, sentence by sentence.
const linked = new Map();
const follow = pane => {
  if (!linked.has(pane)) linked.set(pane, all(sources, pane).map(a => [a.parentElement, to(a)]));
  const pairs = linked.get(pane), line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
  let low = 0, high = pairs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    pairs[middle][0].getBoundingClientRect().bottom < line ? low = middle + 1 : high = middle;
  }
  const [from, end] = pairs[low] ?? [];
  if (end) (pane === summary ? originals : summary).scrollTop += end.getBoundingClientRect().top - from.getBoundingClientRect().top;
};
for (const pane of panes) {
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) on(pane, type, () => { leader = pane; }, { passive: true });
  on(pane, "scroll", () => { draw(); if (leader === pane && get("lock").checked) follow(pane); }, { passive: true });
  // A click on words must not move them away from under the pointer.
  on(pane, "click", e => {
    const mark = e.target.closest("a.m, .lb"), card = mark && get(mark.hash.slice(1));
    kept = mark && pane;
    if (!card?.matches(".c") || !card.offsetParent) return;
    e.preventDefault();
    go(card, { chosen: mark });
  });
}

// The address: steps replace it, clicks add to it, and Back returns to where one was.
const address = (hash, push) => { try { history[push ? "pushState" : "replaceState"](push ? null : history.state, "", hash); } catch {} };
const tops = () => [...scrollers.map(p => p.scrollTop), scrollY];
const remember = () => { try { history.replaceState({ tops: tops() }, ""); } catch {} };
const go = (card, options) => {
  remember();
  address(`#${card.id}`, true);
  select(card, options);
};
on(window, "click", e => { if (e.target.closest?.("a[href^='#']")) remember(); }, true);
let back = null;
const restore = () => {
  select(every.find(c => `#${c.id}` === location.hash) ?? null, { scroll: false });
  scrollers.forEach((pane, n) => { pane.scrollTop = back[n]; });
  scrollTo(0, back[3]);
};
on(window, "popstate", e => { back = e.state?.tops; if (back) restore(); });

// Filters: what differs from how the page opens stands in the address, so that a filtered view can be sent.
const value = c => c.type === "checkbox" ? +c.checked : c.value;
const set = (c, to) => { c.type === "checkbox" ? c.checked = +to : c.value = to; };
const initial = new Map(controls.map(c => [c, value(c)]));
const named = name => controls.find(c => c.name === name);
const filter = () => {
  const anchor = keeping();
  const only = ["rule", "original"].map(name => named(name).selectedOptions[0].id);
  const wanted = find.value.trim().toLowerCase(), fresh = get("new")?.checked, undone = get("done").checked;
  const rest = e => (only[1] && !e.classList.contains(only[1])) || (fresh && !e.classList.contains("new"))
    || (undone && e.classList.contains("dd")) || (wanted && !(e.words ??= e.textContent.toLowerCase()).includes(wanted));
  const kinds = {}, rules = {};
  const shut = new Set(kindBoxes.filter(b => !b.checked).map(b => b.name));
  for (const c of every) {
    const other = rest(c), mine = !only[0] || c.classList.contains(only[0]), rule = c.classList[2];
    c.classList.toggle("miss", !!other || !mine);
    if (!other && mine) kinds[kind(c)] = (kinds[kind(c)] ?? 0) + 1;
    if (!other && !shut.has(kind(c))) rules[rule] = (rules[rule] ?? 0) + 1;
  }
  for (const b of kindBoxes) b.parentElement.querySelector("b").textContent = kinds[b.name] ?? 0;
  for (const o of named("rule").options) if (o.id) o.textContent = o.textContent.replace(/\d+\)$/, `${rules[o.id] ?? 0})`);
  for (const m of marks) m.classList.toggle("miss", !!only[0] && !m.classList.contains(only[0]));
  main.className = [
    ...[...shut].map(name => `no-${name}`),
    get("redline").checked && "on-redline",
    (order.value || only.some(Boolean)) && "on-list",
  ].filter(Boolean).join(" ");
  const changed = controls.filter(c => value(c) !== initial.get(c)).map(c => [c.name, value(c)]);
  address(location.pathname + (changed.length ? `?${new URLSearchParams(changed)}` : "") + location.hash);
  sort();
  visible = null;
  get("nothing").hidden = !list || !!cards().length || !changed.length;
  keep(anchor);
  say();
};
// The list stays where it is, whatever a filter takes away above.
const keeping = () => {
  const shown = cards(), top = wide.matches ? nav.getBoundingClientRect().top + 60 : 0;
  if (!visible?.length || !ready) return null;
  const card = selected?.offsetParent ? selected : shown.find(c => c.getBoundingClientRect().bottom > top);
  return card && [card, card.getBoundingClientRect().top, shown];
};
const keep = anchor => {
  if (!anchor) return;
  const [card, top, before] = anchor, at = before.indexOf(card);
  const left = [...before.slice(at), ...before.slice(0, at).reverse()].find(c => c.offsetParent);
  if (left && (wide.matches || top > -400)) (wide.matches ? nav : window).scrollBy(0, left.getBoundingClientRect().top - top);
};
// By rule, then in the order of the report.
const items = list ? [...list.children] : [];
let sorted = "", ready = false;
const sort = () => {
  if (order.value === sorted) return;
  sorted = order.value;
  const rule = e => !sorted ? "" : e.matches(".out") ? "Sentence left out" : e.querySelector(".k a")?.textContent ?? "";
  list.append(...items.map(e => [rule(e), e]).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([, e]) => e));
};
const clear = () => {
  for (const c of controls) if (!/lock|redline|order/.test(c.id)) set(c, initial.get(c));
  filter();
};
on(get("clear"), "click", clear);
const arrive = () => {
  const card = every.find(c => `#${c.id}` === location.hash);
  if (!card) return;
  if (!card.offsetParent) {
    for (const c of controls) if (!/^k-|lock|redline/.test(c.id)) set(c, initial.get(c));
    get(`k-${kind(card)}`).checked = true;
    filter();
  }
  if (card !== selected) select(card);
};
for (const c of controls) on(c, "input", () => {
  // A kind of finding that none of the shown ones has brings those along that have it.
  const wanted = c.name === "rule" && c.selectedOptions[0].id, have = wanted ? every.filter(e => e.classList.contains(wanted)) : [];
  if (have.length && !have.some(e => get(`k-${kind(e)}`).checked)) get(`k-${kind(have[0])}`).checked = true;
  filter();
  if (c === find) hits();
});
for (const [name, text] of new URLSearchParams(location.search)) {
  const c = named(name);
  if (c) set(c, text);
}
let preset = 0;
on(get("cycle"), "click", () => {
  const shown = kindBoxes.filter(b => b.defaultChecked);
  preset = (preset + 1) % (shown.length + 1);
  for (const b of kindBoxes) b.checked = preset ? b === shown[preset - 1] : b.defaultChecked;
  filter();
});
on(get("tune"), "click", e => { e.target.ariaExpanded = filters.classList.toggle("up"); });

// Find marks its hits in the texts.
let nodes = null, hit = [];
const hits = () => {
  const wanted = find.value.trim().toLowerCase();
  hit = [];
  if (!CSS.highlights) return;
  if (wanted.length > 1) {
    nodes ??= panes.flatMap(pane => {
      const found = [], walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) if (!walk.currentNode.parentElement.matches("i, b, h2")) found.push([walk.currentNode, walk.currentNode.data.toLowerCase()]);
      return found;
    });
    for (const [node, text] of nodes) {
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        hit.push(range);
      }
    }
  }
  CSS.highlights.set("find", new Highlight(...hit));
};
on(find, "keydown", e => {
  if (e.key === "Escape") { find.value = ""; filter(); hits(); find.blur(); }
  if (e.key !== "Enter") return;
  e.preventDefault();
  find.blur();
  if (cards()[0]) go(cards()[0]);
  else if (hit[0]) { reveal(hit[0].startContainer.parentElement); focus(hit[0].startContainer.parentElement); tell(`${hit.length} in the texts`); }
});

// Decisions: as the report has them, and what was changed here since; they outlive the page where there is storage.
const name = document.body.dataset.name, file = name.split(/[\\/]/).pop(), stem = file.replace(/(.)\.[^.]*$/, "$1");
const key = `crosscheck ${name}`, open = every.filter(c => c.dataset.d !== undefined);
const given = new Map(open.map(c => [c, [c.dataset.d, c.dataset.w ?? ""]])), decided = new Map(given);
const same = c => decided.get(c).join("\n") === given.get(c).join("\n");
const heading = card => card.querySelector(".t").textContent.trim();
const reasons = () => [...new Set([...decided.values()].map(([, why]) => why).filter(Boolean))];
const write = card => {
  const [verdict, why] = decided.get(card);
  let line = card.querySelector(".dc");
  if (verdict && !line) { line = document.createElement("p"); line.className = "dc"; card.querySelector(".t").after(line); }
  if (line) line.textContent = verdict.replace("-", " ") + (why && `: ${why}`);
  if (!verdict) line?.remove();
  card.classList.toggle("dd", !!verdict);
  card.dataset.d = verdict;
  card.words = null;
  for (const b of all(".do > button", card)) if (b.value !== "note") b.ariaPressed = b.value === verdict;
};
const said = verdict.firstChild.innerHTML, level = verdict.className;
const count = () => {
  const due = open.filter(urgent), left = due.filter(c => !c.dataset.d).length, fix = due.filter(c => c.dataset.d === "must-fix").length;
  const changed = open.filter(c => !same(c)).length;
  get("progress").max = due.length || 1;
  get("progress").value = due.length - left;
  get("save").textContent = changed ? `save decisions (${changed})` : "save decisions";
  if (!due.length) return;
  const done = !left && !fix && !changed ? null : left ? null : fix ? "Not ready" : all("#k-unjudged")[0] ? "Nothing left open" : "Ready";
  verdict.firstChild.innerHTML = done ?? said;
  verdict.className = done === "Ready" ? "verdict ready" : level;
  get("open").textContent = (left ? `, ${left} of ${due.length} open` : `: all ${due.length} decided`) + (fix ? `, ${fix} to fix` : "");
};
const decide = (card, verdict, why = "") => {
  const after = next(card);
  decided.set(card, [verdict, why]);
  write(card);
  const here = Object.fromEntries(open.filter(c => !same(c)).map(c => [c.id, decided.get(c)]));
  store(key, Object.keys(here).length ? JSON.stringify(here) : "");
  count();
  filter();
  if (verdict && after) { address(`#${after.id}`); select(after); } else select(card);
};
const next = card => {
  const shown = cards(), at = shown.indexOf(card), left = c => c !== card && c.dataset.d === "";
  return shown.slice(at + 1).find(left) ?? shown.find(c => left(c) && urgent(c));
};
// Asking for a reason: what was said last is offered.
const ask = (card, verdict) => {
  if (!card || card.dataset.d === undefined) return;
  if (card.dataset.d === verdict) return decide(card, "");
  const form = card.querySelector("form"), [input] = all("input", form);
  if (card !== selected) { address(`#${card.id}`); select(card); }
  form.hidden = false;
  form.dataset.v = verdict;
  input.value = verdict === "accepted" ? reasons().at(-1) ?? "checked" : "";
  get("reasons").replaceChildren(...reasons().map(text => new Option(text, text)));
  input.select();
  input.focus();
};
for (const card of every) {
  card.tabIndex = -1;
  for (const a of all(".k a + a", card)) a.ariaLabel = "what does this mean?";
  if (card.dataset.d === undefined) continue;
  card.append(get("deciding").content.cloneNode(true));
  const form = card.querySelector("form"), about = heading(card);
  for (const b of all(".do > button", card)) {
    b.ariaLabel = `${b.textContent}: ${about}`;
    on(b, "click", () => b.value === "note" ? copy(note(card), "note copied") : ask(card, b.value));
  }
  on(form, "submit", e => {
    e.preventDefault();
    form.hidden = true;
    decide(card, form.dataset.v, form.querySelector("input").value.trim());
  });
  on(form, "keydown", e => { if (e.key === "Escape") { form.hidden = true; card.focus(); } });
}
{
  let kept = {};
  try { kept = JSON.parse(stored(key)) ?? {}; } catch {}
  for (const c of open) if (Array.isArray(kept[c.id])) decided.set(c, kept[c.id].map(String));
  for (const c of open) write(c);
}
on(get("save"), "click", () => {
  const entries = open.filter(c => c.dataset.d).map(c => [c.id.slice(2), {
    rule: get(c.classList[2]).value,
    places: rows(c).length,
    text: heading(c).slice(0, 80),
    verdict: decided.get(c)[0],
    ...decided.get(c)[1] && { reason: decided.get(c)[1] },
  }]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify({ version: 1, documents: { [file || "-"]: Object.fromEntries(entries) } }, null, 1)}\n`]));
  link.download = `${stem || "article"}.decisions.json`;
  link.click();
  tell(`saved; put ${link.download} beside the article`);
});

// Notes: a card as plain text, for a letter to the author; copying cards gives the same.
const plain = e => {
  if (!e) return "";
  const clone = e.cloneNode(true);
  for (const i of all("i", clone)) i.remove();
  for (const d of all("del", clone)) d.textContent = ` [original: ${d.textContent.trim()}] `;
  return clone.textContent.replace(/\s+/g, " ").trim();
};
const note = card => {
  const part = selector => plain(card.querySelector(selector));
  const said = [part(".k b"), part(".k a")].filter(Boolean).join(": ");
  const out = card.matches(".out") && plain(card);
  return [said, out || part(".t"), part(".rl"), part(".sg"), all(".at", card).map(plain).join("\n"), part(".dc")].filter(Boolean).join("\n");
};
const copy = async (text, said) => { try { await navigator.clipboard.writeText(text); tell(said); } catch { prompt("Copy this", text); } };
on(get("notes"), "click", () => {
  const fix = open.filter(c => c.dataset.d === "must-fix"), left = open.filter(c => urgent(c) && !c.dataset.d), told = fix.length ? fix : left;
  copy(told.map(note).join("\n\n"), `${told.length} note${told.length === 1 ? "" : "s"} copied`);
});
on(nav, "copy", e => {
  const chosen = getSelection(), touched = every.filter(c => chosen.containsNode(c, true));
  if (!touched.length || (chosen.anchorNode === chosen.focusNode && chosen.anchorNode.nodeType === 3)) return;
  e.clipboardData.setData("text/plain", touched.map(note).join("\n\n"));
  e.preventDefault();
});

// A finding and its words light up together under the pointer.
let lit = [];
on(window, "mouseover", e => {
  for (const other of lit) other.classList.remove("hover");
  const at = e.target.closest?.(".c, .m, span[data-f]");
  const ids = !at ? [] : at.matches(".c") ? [at.id] : [at.hash?.slice(1), ...(at.dataset.f ?? "").split(" ")];
  lit = ids.map(id => id && get(id)).filter(Boolean).flatMap(card => [card, ...words(card)]);
  for (const other of lit) other.classList.add("hover");
});
// The strip above the article is its map, by pointer and by arrow keys.
{
  const sentences = all("p > span[id]", summary);
  const cell = n => {
    strip.ariaValueNow = n + 1;
    const grave = ["error", "warning"].find(k => sentences[n]?.querySelector(`.${k}`));
    strip.ariaValueText = `sentence ${n + 1} of ${sentences.length}${grave ? `: ${grave}` : ""}`;
  };
  if (sentences.length) {
    Object.assign(strip, { role: "slider", tabIndex: 0, ariaLabel: "sentences of the article", ariaValueMin: 1, ariaValueMax: sentences.length });
    cell(0);
  }
  const at = n => { n = Math.min(Math.max(n, 0), sentences.length - 1); cell(n); centre(sentences[n]); };
  on(strip, "click", e => {
    const box = strip.getBoundingClientRect();
    at(Math.floor((e.clientX - box.left) / box.width * sentences.length));
  });
  on(strip, "keydown", e => {
    const now = strip.ariaValueNow - 1;
    const n = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, Home: 0, End: sentences.length - 1, PageUp: now + 10, PageDown: now - 10 }[e.key];
    if (n === undefined) return;
    e.preventDefault();
    at(n);
  });
}
// Many originals are a list that can be searched.
on(get("title"), "input", e => {
  for (const line of all("tr", get("list"))) line.hidden = !line.textContent.toLowerCase().includes(e.target.value.trim().toLowerCase());
});
on(get("list"), "click", e => { if (e.target.closest("a") && get("list").popover) get("list").hidePopover(); });
// Listeners hear what a number in the margin is, and what marked words are.
for (const a of all(":is(section p, .heading) > a:not(.m)")) a.ariaLabel = `paragraph ${a.textContent}`;
for (const m of marks) {
  const card = m.hash && get(m.hash.slice(1));
  if (card) m.title = all(".k b, .k a:first-of-type", card).map(e => e.textContent).join(": ");
}

// Steps, links, keys.
const step = by => {
  const shown = cards(), last = shown.length - 1, at = shown.indexOf(selected);
  const behind = selected && at < 0 ? shown.findIndex(c => selected.compareDocumentPosition(c) & 4) : -1;
  const from = at >= 0 ? at + by : behind >= 0 ? (by > 0 ? behind : behind - 1) : by > 0 ? 0 : last;
  const card = shown[Math.min(Math.max(from, 0), last)];
  if (!card) return;
  address(`#${card.id}`);
  select(card);
};
on(get("next"), "click", () => step(1));
on(get("prev"), "click", () => step(-1));
on(get("place"), "click", () => {
  const places = rows(selected);
  if (places[1]) select(selected, { chosen: all("a", places[(places.indexOf(row) + 1) % places.length])[0] });
});
// A page on disk is known elsewhere by its name alone.
on(get("copy"), "click", () => {
  const here = location.href.split("#")[0] + (selected ? `#${selected.id}` : "");
  copy(location.protocol === "file:" ? here.replace(/^[^?#]*\//, "") : here, "link copied");
});
on(list, "click", e => {
  const card = e.target.closest(".c"), link = e.target.closest("a");
  if (!card || e.target.closest("label, summary, .do") || `${getSelection()}`) return;
  if (link?.matches(".k a + a")) {
    e.preventDefault();
    const told = card.querySelector(".me") ?? document.createElement("p");
    told.className = "me";
    told.textContent = to(link).nextElementSibling.textContent;
    if (told.isConnected) told.remove(); else card.querySelector(".t").before(told);
    return;
  }
  if (link?.matches(".k a") || !link) {
    e.preventDefault();
    go(card, { scroll: false, take: e.detail === 0 });
    return;
  }
  e.preventDefault();
  go(card, { chosen: link, scroll: false });
  if (!wide.matches) reveal(to(link)); else centre(to(link));
  if (!e.detail) focus(to(link));
});
if (!("command" in HTMLButtonElement.prototype)) for (const b of all("[commandfor]")) on(b, "click", () => help.showModal());
const keys = get("keys");
keys.checked = !stored("crosscheck keys off");
on(keys, "change", () => store("crosscheck keys off", keys.checked ? "" : "1"));
const acts = {
  x: () => ask(selected, "accepted"),
  m: () => ask(selected, "must-fix"),
  y: () => selected && copy(note(selected), "note copied"),
};
on(window, "keydown", e => {
  if (e.key === "Enter" && e.target.matches?.(".c")) { const at = pair[0] ?? pair[1]; reveal(at); return focus(at); }
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || !keys.checked || help.open || e.target.closest?.("select, textarea, input:not([type=checkbox])")) return;
  const act = acts[e.key], button = act ? null : all("[aria-keyshortcuts]").find(b => b.getAttribute("aria-keyshortcuts").split(" ").includes(e.key));
  if (!act && !button) return;
  e.preventDefault();
  act ? act() : button === find ? button.focus() : button.click();
});
on(window, "hashchange", () => { if (back) { restore(); back = null; } else arrive(); });
on(window, "resize", draw);
let folded = [];
on(window, "beforeprint", () => { for (const d of folded = all("details:not([open])")) d.open = true; });
on(window, "afterprint", () => { for (const d of folded) d.open = false; });
count();
filter();
if (find.value) hits();
ready = true;
arrive();
}
