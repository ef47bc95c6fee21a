"use strict";
// What a page needs only for comfort: keys, the curve, the lock, links to copy, filters in the address, reviewed marks.
{
const root = document.documentElement;
const get = id => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const [main] = all("main"), [list] = all(".cs"), [strip] = all("#summary .bar");
const [summary, originals, find, position, curve] = ["summary", "originals", "find", "position", "curve"].map(get);
const every = all(".c");
const controls = all("input[name], select");
const kindBoxes = all("[id^=k-]"), marks = all("section .m"), order = get("order");
const wide = matchMedia("screen and (min-width: 60rem) and (min-height: 26rem)");
let selected = null, visible = null, leader = null, kept = null;
root.classList.add("scripted");

// Storage may be forbidden, as in some browsers for files on disk.
const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {} };

// The cards that the filters leave, in the order shown; asked of the layout once, then kept until a filter changes.
const cards = () => visible ??= list ? all(".c", list).filter(c => c.offsetParent) : [];
const kind = card => card.classList[1];
const target = (card, pane) => card && all("a", card).map(link => get(link.hash.slice(1))).find(e => pane.contains(e));
const sources = "span[id] > a:not([class])";
const words = card => all(`.m[href="#${card.id}"], [data-f~="${card.id}"]`);
const centre = (element, block = "center") => {
  for (let d = element?.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  element?.scrollIntoView({ block });
};

const tell = (text, more = "") => { position.firstChild.textContent = text; position.lastChild.textContent = more; };
const say = () => {
  const urgent = c => /error|warning/.test(kind(c));
  const here = selected ? cards().filter(c => urgent(c) ? urgent(selected) : kind(c) === kind(selected)) : [];
  const at = here.indexOf(selected);
  if (at < 0) return tell(`${cards().length} shown`);
  const name = { note: "note ", out: "left out ", quiet: "suppressed " }[kind(selected)] ?? "";
  tell(`${name}${at + 1} of ${here.length}`, `, ${all(".k b, .k a, .t", selected).map(e => e.textContent).join(" ")}`);
};

const select = (card, scroll = true) => {
  for (const e of all(".on")) e.classList.remove("on");
  for (const e of [card, ...words(card)]) e.classList.add("on");
  selected = card;
  leader = null;
  if (wide.matches) {
    for (const pane of [summary, originals]) if (kept !== pane) centre(target(card, pane));
  }
  kept = null;
  if (scroll) centre(card, wide.matches ? "nearest" : "start");
  say();
  draw();
};

// One curve, from the selected finding's words in the summary to those in the original.
let frame = 0;
const draw = () => { frame ||= requestAnimationFrame(() => { frame = 0; trace(); }); };
const trace = () => {
  const path = curve.firstElementChild, a = target(selected, summary), b = target(selected, originals);
  if (!wide.matches || !a || !b) return path.removeAttribute("d");
  const box = curve.getBoundingClientRect(), w = box.width;
  const [y, z] = [a, b].map(e => {
    const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
    return Math.min(Math.max(r.top + r.height / 2, box.top + 6), box.bottom - 6) - box.top;
  });
  path.setAttribute("d", `M0 ${y}C${w * .7} ${y} ${w * .3} ${z} ${w} ${z}`);
  path.setAttribute("class", words(selected).some(e => e.matches(".moved, :has(> .mv)")) ? "moved" : "");
};

// Lock: the pane that is not being scrolled follows the alignment, sentence by sentence.
const linked = new Map();
const follow = pane => {
  if (!linked.has(pane)) linked.set(pane, all(sources, pane).map(a => [a.parentElement, get(a.hash.slice(1))]));
  const pairs = linked.get(pane), line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
  let low = 0, high = pairs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    pairs[middle][0].getBoundingClientRect().bottom < line ? low = middle + 1 : high = middle;
  }
  const [from, to] = pairs[low] ?? [];
  if (to) (pane === summary ? originals : summary).scrollTop += to.getBoundingClientRect().top - from.getBoundingClientRect().top;
};
for (const pane of [summary, originals]) {
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) pane.addEventListener(type, () => { leader = pane; }, { passive: true });
  pane.addEventListener("scroll", () => { draw(); if (leader === pane && get("lock").checked) follow(pane); }, { passive: true });
  // A click on words must not move them away from under the pointer.
  pane.addEventListener("click", e => { kept = e.target.closest(".m, .lb") && pane; });
}

// Filters: what differs from how the page opens stands in the address, so that a filtered view can be sent.
const value = c => c.type === "checkbox" ? +c.checked : c.value;
const set = (c, to) => { c.type === "checkbox" ? c.checked = +to : c.value = to; };
const initial = new Map(controls.map(c => [c, value(c)]));
const filter = () => {
  const only = ["rule", "original"].map(name => controls.find(c => c.name === name).selectedOptions[0].id).filter(Boolean);
  const wanted = find.value.trim().toLowerCase();
  const misses = e => only.some(name => !e.classList.contains(name));
  for (const c of every) c.classList.toggle("miss", misses(c) || !!wanted && !(c.words ??= c.textContent.toLowerCase()).includes(wanted));
  for (const m of marks) m.classList.toggle("miss", !!only[0]?.startsWith("r") && !m.classList.contains(only[0]));
  main.className = [
    ...kindBoxes.filter(b => !b.checked).map(b => `no-${b.name}`),
    ...["redline", "unread"].filter(id => get(id).checked).map(id => `on-${id}`),
    (order.value || only.length) && "on-list",
  ].filter(Boolean).join(" ");
  const changed = controls.filter(c => value(c) !== initial.get(c)).map(c => [c.name, value(c)]);
  try { history.replaceState(null, "", location.pathname + (changed.length ? `?${new URLSearchParams(changed)}` : "") + location.hash); } catch {}
  sort();
  visible = null;
  say();
};
// By rule, then in the order of the report.
const items = list ? [...list.children] : [];
let sorted = "";
const sort = () => {
  if (order.value === sorted) return;
  sorted = order.value;
  const rule = e => !sorted ? "" : e.matches(".out") ? "dropped.sentence" : e.querySelector(".k a")?.textContent ?? "";
  list.append(...items.map(e => [rule(e), e]).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([, e]) => e));
};
const arrive = () => {
  const card = every.find(c => `#${c.id}` === location.hash);
  if (!card || card === selected) return;
  if (!card.offsetParent) {
    for (const c of controls) if (!/^k-|lock|redline/.test(c.id)) set(c, initial.get(c));
    get(`k-${kind(card)}`).checked = true;
    filter();
  }
  select(card);
};
for (const c of controls) c.addEventListener("input", filter);
for (const [name, text] of new URLSearchParams(location.search)) {
  const c = controls.find(c => c.name === name);
  if (c) set(c, text);
}
let preset = 0;
get("cycle").addEventListener("click", () => {
  const shown = kindBoxes.filter(b => b.defaultChecked);
  preset = (preset + 1) % (shown.length + 1);
  for (const b of kindBoxes) b.checked = preset ? b === shown[preset - 1] : b.defaultChecked;
  filter();
});

// Reviewed marks outlive the page where there is storage.
for (const c of every) {
  const box = c.querySelector("input"), key = `crosscheck ${document.body.dataset.name} ${c.id}`;
  if (!box) continue;
  box.checked = !!stored(key);
  box.addEventListener("change", () => { store(key, box.checked ? "1" : ""); filter(); });
}

// A finding and its words light up together under the pointer.
let lit = [];
addEventListener("mouseover", e => {
  for (const other of lit) other.classList.remove("hover");
  const at = e.target.closest?.(".c, .m, span[data-f]");
  const ids = !at ? [] : at.matches(".c") ? [at.id] : [at.hash?.slice(1), ...(at.dataset.f ?? "").split(" ")];
  lit = ids.map(id => id && get(id)).filter(Boolean).flatMap(card => [card, ...words(card)]);
  for (const other of lit) other.classList.add("hover");
});
// The strip above the summary is its map.
strip.addEventListener("click", e => {
  const box = strip.getBoundingClientRect(), sentences = all("p > span[id]", summary);
  centre(sentences[Math.floor((e.clientX - box.left) / box.width * sentences.length)]);
});

// Steps, links, keys.
const step = by => {
  const shown = cards(), last = shown.length - 1, at = shown.indexOf(selected);
  const card = shown[at < 0 ? (by > 0 ? 0 : last) : Math.min(Math.max(at + by, 0), last)];
  if (!card) return;
  location.replace(`#${card.id}`);
  select(card);
};
get("next").addEventListener("click", () => step(1));
get("prev").addEventListener("click", () => step(-1));
get("copy").addEventListener("click", async () => {
  const link = location.href.split("#")[0] + (selected ? `#${selected.id}` : "");
  try { await navigator.clipboard.writeText(link); tell("link copied"); } catch { prompt("Link to this finding", link); }
});
list?.addEventListener("click", e => {
  const card = e.target.closest(".c");
  if (!card || e.target.closest("label, summary, .k a") || `${getSelection()}`) return;
  if (wide.matches && e.target.closest("a")) e.preventDefault();
  if (!e.target.closest("a") || wide.matches) {
    location.replace(`#${card.id}`);
    select(card, false);
    const link = e.target.closest("a");
    if (link) centre(get(link.hash.slice(1)));
  }
});
const keys = get("keys");
keys.checked = !stored("crosscheck keys off");
keys.addEventListener("change", () => store("crosscheck keys off", keys.checked ? "" : "1"));
addEventListener("keydown", e => {
  if (e.target === find && e.key === "Escape") { find.value = ""; filter(); find.blur(); }
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || !keys.checked || e.target.closest?.("select, textarea, input:not([type=checkbox])")) return;
  const button = e.key === "x" ? selected?.querySelector("input") : all("[aria-keyshortcuts]").find(b => b.getAttribute("aria-keyshortcuts").split(" ").includes(e.key));
  if (!button) return;
  e.preventDefault();
  button === find ? button.focus() : button.click();
});
addEventListener("hashchange", arrive);
addEventListener("resize", draw);
let folded = [];
addEventListener("beforeprint", () => { for (const d of folded = all("details:not([open])")) d.open = true; });
addEventListener("afterprint", () => { for (const d of folded) d.open = false; });
filter();
arrive();
}
