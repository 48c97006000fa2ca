"use strict";
const byId = (id) => document.getElementById(id);
const [bar, status, faults, faultsText, frame, marks, next] = [
  document.querySelector("header"), ...["status", "faults", "faults-text", "report", "marks", "next"].map(byId),
];
let shown = { changes: 0 };
let at = 0;

function words(state) {
  if (state.has_errors) return state.has_page ? "There are errors: the page is that of the last save without one." : "There are errors.";
  const changed = state.changes === 1 ? "1 text or number changed" : `${state.changes} texts and numbers changed`;
  return `Evaluated in ${state.milliseconds} ms. ${state.version > 1 ? `Since the save before, ${changed}.` : ""}`;
}

function goTo(number) {
  const mark = frame.contentDocument && frame.contentDocument.getElementById(`changed-${number}`);
  if (!mark) return false;
  for (let e = mark.parentElement; e; e = e.parentElement) if (e.localName === "details") e.open = true;
  (mark.parentElement || mark).scrollIntoView({ block: "center" });
  return true;
}

function load(jumps) {
  const y = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  at = 0;
  frame.onload = () => {
    if (!(jumps && marks.checked && goTo(at = 1))) frame.contentWindow.scrollTo(0, y);
  };
  frame.src = `/report?version=${shown.version}${marks.checked ? "" : "&plain"}`;
}

function show(state) {
  shown = state;
  status.textContent = words(state);
  bar.classList.toggle("errors", state.has_errors);
  faults.hidden = !state.faults;
  faultsText.textContent = state.faults;
  frame.hidden = !state.has_page;
  frame.classList.toggle("old", state.has_errors);
  next.disabled = !state.changes || !marks.checked;
  if (state.has_page && !state.has_errors) load(state.changes > 0);
}

marks.addEventListener("change", () => { next.disabled = !shown.changes || !marks.checked; load(false); });
next.addEventListener("click", () => { at = at % shown.changes + 1; goTo(at); });

async function follow() {
  for (let known = -1; ;) {
    try {
      const state = await (await fetch(`/state?known=${known}`)).json();
      if (state.version !== known) { known = state.version; if (known > 0) show(state); }
    } catch {
      status.textContent = "The preview has ended. Start it again with egyv-engine preview.";
      await new Promise((done) => setTimeout(done, 1000));
      known = -1;
    }
  }
}
follow();
