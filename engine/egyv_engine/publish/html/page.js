"use strict";
(() => {
const all = JSON.parse(document.getElementById("explanations").textContent);
const { words, findings, texts, waves, cohorts, rules, criteria } = all;
const isExplained = "rules" in all; // a page with too many findings has links alone
const dialog = document.getElementById("why");
const BUTTON = "[role=button]";
let opener = null;

// The parts of a finding, in the order in which the page has them.
const PARTS = ["rule", "item", "compared", "before", "after", "change", "verdict", "words", "certainty", "notes", "who", "id"];
// The words for a part of a path: those of the same name, or others.
const LABELS = [...(all.ledger ?? []), "gained", "lost", "matched", "net", "p_exact", "missing_to_change", "share", "improved", "declined", "unchanged", "not_comparable"];
const LABELLED = { base: "in_base", net_low: "range", net_high: "range", share_change: "change" };
const cache = new Map();
function finding(row) {
  if (!cache.has(row) && Object.hasOwn(findings, row)) {
    const made = Object.fromEntries(findings[row].map((value, i) => [PARTS[i], value]));
    made.id ??= row;
    made.row = row;
    const [scope, ...cohort] = made.id.split("@");
    made.cohort = cohort.length ? cohort.join("@") : null;
    [made.principle] = scope.split(".");
    made.itemId = scope.split(".")[2] ?? null;
    [made.from, made.to] = all.compared[made.compared];
    made.verdict = all.verdicts[made.verdict];
    made.title = rules[made.rule].title + (made.item == null ? "" : `: ${texts[made.item]}`);
    cache.set(row, made);
  }
  return cache.get(row);
}
const everyFinding = () => Object.keys(findings).map(finding);

// Elements are made of text alone, so that nothing in a label can become markup.
function element(name, parts = [], attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[parts].flat().filter((part) => part != null));
  return made;
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const digits = (number) => (number < 0 ? "\u2212" : "") + String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, all.marks.thousands);
const signed = (number) => (number > 0 ? "+" : "") + digits(number);
const at = (file, line) => element("p", element("code", fill(words.at, { file, line }), { translate: "no" }));
const section = (title, ...parts) => (parts.flat().some((part) => part != null) ? [element("h3", title), ...parts.flat()] : []);
const written = (excerpt) => (excerpt ? [element("pre", excerpt[0], { translate: "no" }), at(excerpt[1], excerpt[2])] : []);
function pairs(list) {
  const kept = list.filter(([, value]) => value != null && value !== "");
  return kept.length ? element("dl", kept.flatMap(([name, value]) => [element("dt", name), element("dd", value)])) : null;
}

// A path is whole, or lacks the id of the finding before its #: that of the row that it is in, or that its link leads to.
// Numbers in charts are in no row and no link: their whole paths say which finding and comparison they are of.
function rowOf(number) {
  if (number.closest("svg")) {
    const { head, compared } = parts(number.dataset.of);
    return everyFinding().find((each) => each.id === head && [`${each.from}:${each.to}`, each.to, each.from].includes(compared))?.row ?? null;
  }
  const link = number.closest("a[href^='#f']");
  const target = link && document.getElementById(link.hash.slice(1));
  return (target ?? number).closest("tr[id]")?.id ?? null;
}
// What the row says is left out after the #, too: both waves, or 1 for the earlier one and 2 for the later one. A number in a table
// without a path has that of its place in the head of its column.
function pathOf(number) {
  const path = number.dataset.of ?? usualPath(number.closest("td, th"), number);
  const found = finding(rowOf(number));
  if (!found || path.split("#")[0].includes(found.id)) return path;
  const [, before, at, part] = path.match(/^(.*)#(?:([12])\.)?(.*)$/);
  const waves = at ? { 1: found.from, 2: found.to }[at] : `${found.from}:${found.to}`;
  return `${before}${found.id}#${waves}.${part}`;
}
function usualPath(cell, number) {
  const head = [...cell.closest("table").tHead.rows].at(-1).cells[cell.cellIndex];
  return head.dataset.paths.split(" ")[[...cell.querySelectorAll("data")].indexOf(number)];
}
function parts(path) {
  const [head, tail = ""] = path.split(/#(.*)/s);
  const dot = tail.lastIndexOf(".");
  // The level of a wave that other comparisons have otherwise has both waves before its own.
  const [at, compared = at] = dot < 0 ? [""] : tail.slice(0, dot).split(".").reverse();
  return { head, at, compared, part: dot < 0 ? tail || head : tail.slice(dot + 1) };
}

function when(found) {
  const cohort = found.cohort == null ? null : cohorts[found.cohort] ?? found.cohort;
  const compared = found.from == null ? waves[found.to] : fill(words.compared, { from: waves[found.from], to: waves[found.to] });
  return [cohort, compared].filter(Boolean).join(all.marks.comma);
}
// What a number of no finding is about: a principle and a cohort, where its path begins with them, and two waves.
function scopeOf(path) {
  const [scope, cohort] = path.head.split("@");
  const [from, to] = path.at.split(":");
  const compared = to && waves[from] && waves[to] ? fill(words.compared, { from: waves[from], to: waves[to] }) : waves[from];
  return [all.principles[scope], cohorts[cohort], compared].filter(Boolean);
}
function ledger(found, path) {
  const columns = [[found.from, found.before], [found.to, found.after]].filter(([wave, level]) => wave != null && level);
  if (!columns.length) return null;
  const names = { base: words.in_base };
  const rows = all.ledger.map((name, i) => element("tr", [
    element("th", names[name] ?? words[name], { scope: "row" }),
    ...columns.map(([wave, level]) => element("td", digits(level[i]), path.at === wave && path.part === name ? { class: "here" } : {})),
  ]));
  const head = element("tr", [element("td"), ...columns.map(([wave]) => element("th", waves[wave], { scope: "col" }))]);
  return element("table", [element("caption", words.ledger, { class: "unseen" }), element("thead", head), element("tbody", rows)]);
}
function change(found, path) {
  if (!found.change) return null;
  const [gained, lost, both, neither] = found.change;
  const here = (name, shown) => (path.part === name ? element("mark", shown) : shown);
  return pairs([
    [words.matched, here("matched", digits(gained + lost + both + neither))],
    [words.gained, here("gained", digits(gained))],
    [words.lost, here("lost", digits(lost))],
    [words.met_both, digits(both)],
    [words.met_neither, digits(neither)],
    [words.net, here("net", signed(gained - lost))],
  ]);
}
function judged(found) {
  const rule = rules[found.rule];
  const sure = found.certainty && [words.certainty_firm, words.certainty_open];
  const [word, low, high, ifAll] = found.certainty ?? [];
  return [
    pairs([
      [words.verdict, texts[found.words]],
      [words.certainty, sure && sure[word]],
      [words.range, found.certainty && `${signed(low)} ${words.to} ${signed(high)}`],
      [words.if_all_replied, sure && sure[ifAll]],
    ]),
    ...(found.from == null || rule.criterion == null ? [] : written(criteria[rule.criterion].when)),
    ...found.notes.map((note) => element("p", texts[note], { class: "inset" })),
  ];
}
// The outcomes of units are digits: 6 met, 5 not met, 4 unknown, and less for a unit outside the base.
function who(found) {
  if (!found.who) return [element("p", words.unnamed)];
  const names = new Map(all.units).get(found.cohort) ?? [];
  const both = found.who.length === 2 && found.who.every(Boolean) && found.change;
  const chosen = (test) => names.filter((_, i) => test(...found.who.map((of) => of && Number(of[i])))).join(all.marks.comma);
  const levels = [found.from, found.to].filter((wave) => wave != null).flatMap((wave, i) => {
    const outcome = (from, to) => chosen((...of) => found.who[i] && of[i] >= from && of[i] <= to);
    const name = (key) => fill(words[key], { wave: waves[wave] });
    return [[name("outcome_met"), outcome(6, 6)], [name("outcome_not_met"), outcome(5, 5)],
      [name("outcome_unknown"), outcome(4, 4)], [name("outcome_none"), outcome(0, 3)]];
  });
  const changed = both ? [[words.gained, chosen((a, b) => a === 5 && b === 6)], [words.lost, chosen((a, b) => a === 6 && b === 5)],
    [words.met_both, chosen((a, b) => a === 6 && b === 6)], [words.met_neither, chosen((a, b) => a === 5 && b === 5)]] : [];
  return [pairs([...changed, ...levels])];
}
const cited = (source) => (source?.length ? element("p", source.join(all.marks.comma)) : null);
const linkTo = (row, text) => element("a", text, { href: `#${row}` });

function ofFinding(found, path) {
  const rule = rules[found.rule];
  return [
    ...section(words.rule, element("p", rule.title), ...written(rule.when)),
    ...section(words.base, ...written(rule.base)),
    ...section(words.ledger, ledger(found, path)),
    ...section(words.change, change(found, path)),
    ...section(words.judged, ...judged(found)),
    ...section(words.who, ...who(found)),
    ...section(words.checked, cited(rule.source), rule.why && element("p", rule.why)),
    element("p", linkTo(found.row, words.row)),
  ];
}
// A number that counts findings: those of a principle, of an indicator, or of an item, in a cohort and a comparison.
function counted(path) {
  const [scope, ...cohort] = path.head.split("@");
  const [first, second] = scope.split(".");
  const group = cohort.join("@");
  const isHere = (found) => (!group || group === "groups" || found.cohort === group)
    && (path.at === `${found.from}:${found.to}` || path.at === found.to || path.at === found.from)
    && (!scope || (Object.hasOwn(all.principles, first)
      ? found.principle === first && (!second || rules[found.rule].id === second)
      : rules[found.rule].basket === first && found.itemId === second));
  const verdict = all.verdicts.includes(path.part) ? path.part : "";
  const isOfRule = second && Object.hasOwn(all.principles, first); // only scored rules are counted, but in a claim on one rule
  return everyFinding().filter((found) => isHere(found) && (!verdict || found.verdict === verdict) && (isOfRule || rules[found.rule].scored));
}
const FEW = 12;
function ofOthers(path, value) {
  const [first] = path.head.split(/[.@#]/);
  const fact = first === "fact" ? all.facts[path.head.slice(5)] : null;
  if (fact) return [...section(words.source, cited(fact.source)), element("p", words.from_rules), at(...fact.at)];
  if (path.at === "minimum") return [element("p", words.from_rules)];
  const isLevel = all.ledger.includes(path.part) || path.part === "not_analysed";
  const files = all.files[isLevel && Object.hasOwn(waves, path.at) ? path.at : first];
  if (files) return [element("p", words.from_file), ...files.map((file) => element("p", element("code", file, { translate: "no" })))];
  const found = path.at ? counted(path) : [];
  // A tally of verdicts lists the findings that it counts, or none if they are not as many as it says.
  if (!found.length || (all.verdicts.includes(path.part) && found.length !== Number(value))) return [];
  const listed = found.slice(0, FEW).map((each) => element("li", [linkTo(each.row, `${each.title} (${when(each)})`), ` ${texts[each.words]}`]));
  const more = found.length > FEW ? element("p", fill(words.more_findings, { n: digits(found.length - FEW) })) : null;
  return [element("p", words.counts_findings), element("ul", listed), more];
}

function open(number) {
  const whole = pathOf(number);
  const path = parts(whole);
  const found = finding(rowOf(number));
  const name = words[LABELLED[path.part] ?? (LABELS.includes(path.part) ? path.part : "")] ?? null;
  const wave = waves[path.at] ?? null;
  const title = element("h2", found ? found.title : words.number, { id: "why-title", tabindex: "-1" });
  const close = element("button", words.close, { type: "button", class: "close" });
  close.addEventListener("click", shut);
  dialog.replaceChildren(
    close, title,
    found ? element("p", when(found)) : scopeOf(path).length ? element("p", scopeOf(path).join(all.marks.comma)) : "",
    element("p", [element("strong", number.textContent), name && ` ${name}`, name && wave && all.marks.comma, wave && (name ? wave : ` ${wave}`)], { class: "this" }),
    ...(found ? ofFinding(found, path) : ofOthers(path, number.value ?? number.dataset.value ?? number.textContent)).filter((part) => part != null),
    ...section(words.path, element("p", element("code", whole, { translate: "no" }))),
  );
  if (opener) opener.removeAttribute("aria-expanded");
  opener = number.closest("a, text") ?? number;
  opener.setAttribute("aria-expanded", "true");
  dialog.open = true; // show() would move the page to the place where the dialog is in the document
  place(number);
  dialog.scrollTop = 0;
  title.focus({ preventScroll: true });
}
function place(number) {
  dialog.style.removeProperty("left");
  dialog.style.removeProperty("top");
  if (getComputedStyle(dialog).position === "fixed") return; // at the foot of a narrow screen
  const by = number.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = Math.max(16, Math.min(by.left, width - dialog.offsetWidth - 16));
  const fits = by.bottom + dialog.offsetHeight + 16 < innerHeight || by.top < dialog.offsetHeight + 16;
  const top = fits ? by.bottom + 10 : by.top - dialog.offsetHeight - 10;
  dialog.style.left = `${left + scrollX}px`;
  dialog.style.top = `${top + scrollY}px`;
  const below = top + dialog.offsetHeight + 16 - innerHeight;
  if (below > 0) scrollBy({ top: below, behavior: "instant" });
}
function shut() {
  if (!dialog.open) return;
  dialog.close();
  opener?.removeAttribute("aria-expanded");
  opener?.focus({ preventScroll: true });
  opener = null;
}

// Which number was meant: the one under the pointer, or the first of the link that has the focus.
const numberOf = (target) => target.closest?.("data") ?? target.closest?.("a")?.querySelector(":scope > data")
  ?? target.closest?.(`text${BUTTON}`)?.querySelector("[data-of]");
document.addEventListener("click", (event) => {
  if (dialog.contains(event.target)) {
    if (event.target.closest("a")) { dialog.close(); opener = null; }
    return;
  }
  const number = event.button || event.ctrlKey || event.metaKey || event.shiftKey ? null : numberOf(event.target);
  const own = event.target.closest("tr[id] > th > a");
  if (number && isExplained) { event.preventDefault(); open(number); }
  else if (own && isExplained) { const first = own.closest("tr").querySelector("data"); if (first) { event.preventDefault(); history.replaceState(null, "", own.hash); open(first); opener = own; } }
  else if (dialog.open) { dialog.close(); opener = null; }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") shut();
  if (!event.target.matches(BUTTON) && !event.target.matches("tr[id] > th > a")) return;
  if (event.target.matches(BUTTON) && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); open(numberOf(event.target)); }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const row = event.target.closest("tr[id]");
  const chart = charts.get(event.target.closest("svg"));
  if (!step || !(row || chart)) return; // the numbers of a finding's row, or of a chart, are one stop: arrows go from one to the next
  const stops = chart ?? [row.querySelector("th > a"), ...row.querySelectorAll("data")];
  const next = stops[stops.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

for (const number of document.querySelectorAll("data")) {
  if (number.closest("a") || !isExplained) continue;
  number.setAttribute("role", "button");
  number.tabIndex = number.closest("tr[id]") ? -1 : 0;
}
// A chart is a picture with an alternative text until its numbers can be selected: then it is a group of them, without its other
// words, which its table has. charts: the numbers of each chart, from the top, and in each line from the left.
const charts = new Map();
const LABEL = "g[font-size='14']:not([font-weight]) > text";
const HEADING = "g[font-size='14'][font-weight] > text";
for (const chart of isExplained ? document.querySelectorAll("figure svg") : []) {
  const place = (text, name) => parseFloat(text.getAttribute(name) ?? 0);
  const stops = [...chart.querySelectorAll("text:has([data-of]:not([data-of^='#']))")].sort((a, b) => place(a, "y") - place(b, "y") || place(a, "x") - place(b, "x"));
  if (!stops.length) continue;
  const above = (text, kind) => [...chart.querySelectorAll(kind)].filter((each) => place(each, "y") <= place(text, "y"))
    .sort((a, b) => place(a, "y") - place(b, "y")).at(-1)?.textContent;
  charts.set(chart, stops);
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-labelledby", chart.getAttribute("aria-labelledby").split(" ")[0]); // its title: the words follow it
  for (const text of chart.querySelectorAll("text")) {
    if (!stops.includes(text)) { text.setAttribute("aria-hidden", "true"); continue; }
    const number = text.querySelector("[data-of]");
    const path = parts(number.dataset.of);
    const found = finding(rowOf(number));
    const isLabel = text.matches(LABEL);
    const about = found ? [found.title, cohorts[found.cohort], waves[path.at]]
      : all.principles[path.head.split("@")[0]] ? [words[path.part], ...scopeOf(path)]
      : [words[path.part], isLabel ? null : above(text, LABEL), above(text, HEADING)];
    text.setAttribute("role", "button");
    text.setAttribute("aria-label", [text.textContent, ...about].filter(Boolean).join(all.marks.comma));
    text.tabIndex = text === stops[0] ? 0 : -1;
  }
}
// The link of a row, by which readers link to a finding, gets the name of the finding: it is in the page once.
for (const link of document.querySelectorAll("tr[id] > th > a")) link.href = `#${link.closest("tr").id}`;
for (const hint of document.querySelectorAll(".hint")) hint.hidden = false;

// Tables are sorted by the values of numbers, and by words where a cell has none.
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const keyOf = (cell) => { const number = cell?.querySelector("data"); return number ? Number(number.value) : cell?.textContent.trim() ?? ""; };
function compared(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return typeof a === typeof b ? order.compare(a, b) : typeof a === "number" ? -1 : 1;
}
for (const head of document.querySelectorAll(".sorts thead tr:last-child th")) {
  const text = [...head.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  if (!text.length || !text[0].data.trim()) continue;
  const button = element("button", text[0].data, { type: "button" });
  text[0].replaceWith(button);
  button.addEventListener("click", () => {
    const body = head.closest("table").tBodies[0];
    const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const column = head.cellIndex;
    const rows = [...body.rows].map((row) => [keyOf(row.cells[column]), row]);
    rows.sort(([a], [b]) => down * compared(a, b));
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
    body.append(...rows.map(([, row]) => row));
  });
}

const form = document.getElementById("find");
if (form) {
  const home = form.closest("section");
  const shown = form.querySelector(".shown");
  const rows = [...home.querySelectorAll("tr[id]")].map((row) => [row, finding(row.id) ?? {}, row.textContent.toLocaleLowerCase()]);
  const find = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const text = wanted.words.toLocaleLowerCase().trim().split(/\s+/);
    let count = 0;
    for (const [row, found, content] of rows) {
      const isShown = ["principle", "cohort", "verdict"].every((name) => !wanted[name] || found[name] === wanted[name])
        && text.every((word) => content.includes(word));
      row.hidden = !isShown;
      count += isShown;
    }
    for (const region of home.querySelectorAll(".wide")) region.hidden = !region.querySelector("tbody tr:not([hidden])");
    shown.textContent = fill(words.shown, { shown: digits(count), all: digits(rows.length) });
  };
  form.hidden = false;
  for (const choice of form.querySelectorAll("p:has(select)")) choice.hidden = !isExplained;
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(find));
  const reveal = () => { // a link to a row that the filter hides shows it
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("tr");
    if (row?.hidden) { form.reset(); find(); row.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", reveal);
  find();
}

const links = new Map([...document.querySelectorAll("nav a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.getAttribute("aria-labelledby"))?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const chapter of document.querySelectorAll("main > section")) watcher.observe(chapter);
})();
