// Opens pages in Chromium as a person does, and prints what it finds as JSON: what tests assert is in Python.
// Usage: node look.mjs CHROMIUM FOLDER, where the folder has small.html and large.html.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [chromiumPath, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const { HtmlValidate } = require("html-validate");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
const found = {};

async function look(name, file, options, see) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url().replace(/^.*\//, "")));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
  page.on("dialog", (dialog) => { seen.errors.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`file://${folder}/${file}`);
  Object.assign(seen, await see(page));
  found[name] = seen;
  await context.close();
}
async function violations(page, within = "html") {
  await page.evaluate(axe);
  const result = await page.evaluate((part) => globalThis.axe.run(part, { resultTypes: ["violations"] }), within);
  return result.violations.map((each) => `${each.id}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
}
const shown = (page) => page.evaluate(() => {
  const dialog = document.querySelector("dialog[open]");
  return dialog && { text: dialog.innerText, hasFocus: dialog.contains(document.activeElement), elements: [...dialog.querySelectorAll("*")].map((each) => each.localName) };
});
// How much Chromium makes and lays out until a page is ready: counts that depend on no machine.
async function work(context) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  const before = (await client.send("Performance.getMetrics")).metrics; // of every page of the process
  await page.goto(`file://${folder}/large.html`);
  const { metrics } = await client.send("Performance.getMetrics");
  await page.close();
  return Object.fromEntries(metrics.map(({ name, value }, i) => [name, value - before[i].value]));
}
const focused = (page) => page.evaluate(() => document.activeElement.outerHTML);

for (const scheme of ["light", "dark"]) {
  await look(`axe ${scheme}`, "small.html", { colorScheme: scheme, bypassCSP: true }, async (page) => ({ violations: await violations(page) }));
}
await look("axe charts", "large.html", { bypassCSP: true }, async (page) => ({ violations: await violations(page, "figure") }));
await look("axe explanation", "small.html", { bypassCSP: true }, async (page) => {
  await page.locator("a > data").first().click();
  return { violations: await violations(page), shown: await shown(page) };
});
await look("keyboard", "small.html", {}, async (page) => {
  await page.keyboard.press("Tab");
  const first = await focused(page);
  await page.keyboard.press("Enter");
  const skipped = await page.evaluate(() => document.activeElement.id);
  let steps = 0;
  while (steps < 200 && !(await page.evaluate(() => document.activeElement.matches("a:has(> data)")))) {
    await page.keyboard.press("Tab");
    steps += 1;
  }
  const number = await focused(page);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.keyboard.press("Enter");
  const opened = await shown(page);
  await page.keyboard.press("Escape");
  const closed = await shown(page);
  const back = await focused(page);
  await page.locator("tr[id] th a").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const inRow = await shown(page);
  await page.keyboard.press("Escape");
  return { first, skipped, number, outline, opened, closed, back, inRow, inRowBack: await focused(page) };
});
await look("narrow", "small.html", { viewport: { width: 320, height: 640 } }, async (page) => {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.locator("a > data").first().click();
  const box = await page.locator("dialog").boundingBox();
  return { width, box };
});
await look("forced colours", "small.html", { forcedColors: "active" }, async (page) => {
  await page.locator("a:has(> data)").first().focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  return { outline: await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle) };
});
await look("without a script", "small.html", { javaScriptEnabled: false }, async (page) => {
  const link = page.locator("a:has(> data)").first();
  const target = await link.getAttribute("href");
  await link.click();
  const row = await page.locator(target).evaluate((each) => each.closest("tr").id).catch(() => null);
  return { hash: new URL(page.url()).hash, target, row, form: await page.locator("#find").isVisible() };
});
await look("print", "small.html", {}, async (page) => {
  await page.pdf({ path: `${folder}/small.pdf`, format: "A4" });
  return {};
});
await look("summary on paper", "large.html", { bypassCSP: true }, async (page) => {
  // Every chapter begins on a page of its own: what is on this one does not depend on the others.
  await page.evaluate(() => document.querySelectorAll("nav, header, main > :not(.brief)").forEach((each) => each.remove()));
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  await page.emulateMedia({ media: "print" });
  const sizes = await page.evaluate(() => [...document.querySelectorAll(".brief :is(p, li)")].map((each) => parseFloat(getComputedStyle(each).fontSize)));
  return { pages: pdf.match(/\/Type\s*\/Page\b/g).length, text: await page.locator(".brief").innerText(), sizes };
});
await look("large", "large.html", {}, async (page) => {
  const made = await work(page.context());
  await page.selectOption("#find-verdict", "declined");
  await page.selectOption("#find-principle", "mapping");
  const status = await page.locator("#find .shown").innerText();
  const rows = await page.locator("tr[id]:visible").count();
  await page.locator("#find button[type=reset]").click();
  await page.waitForFunction(() => !document.querySelector("tr[id][hidden]"));
  const head = page.locator("section:has(#find) .sorts thead th:has(button)").nth(4);
  const column = await head.evaluate((each) => each.cellIndex);
  const values = () => head.evaluate((each, i) => [...each.closest("table").tBodies[0].rows].map((row) => row.cells[i].querySelector("data")?.value ?? null), column);
  await head.locator("button").click();
  const up = { sort: await head.getAttribute("aria-sort"), values: await values() };
  await head.locator("button").click();
  const down = { sort: await head.getAttribute("aria-sort"), values: await values() };
  const explained = [];
  for (const selector of [".chapter:not(.annex) p a:has(> data)", ".chapter:not(.annex) td a:has(> data)", "tr[id] td data", "[role=button][data-of*=improved]", "[role=button][data-of^=fact]"]) {
    const number = page.locator(selector).first();
    await number.scrollIntoViewIfNeeded();
    await number.click();
    explained.push({ selector, ...(await shown(page)) });
    await page.keyboard.press("Escape");
  }
  await page.locator("figure svg").first().scrollIntoViewIfNeeded();
  await page.locator("figure svg:has([data-of$=improved]) text[tabindex='0']").first().focus();
  await page.keyboard.press("ArrowRight");
  const named = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.keyboard.press("Enter");
  const opened = await shown(page);
  await page.keyboard.press("Escape");
  const back = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const charts = await page.evaluate(() => [...document.querySelectorAll("figure svg")].map((each) => ({ role: each.getAttribute("role"), stops: each.querySelectorAll("[tabindex='0']").length, unread: each.querySelectorAll("text:not([role],[aria-hidden])").length, labels: [...each.querySelectorAll("text[role]")].map((text) => [text.textContent, text.getAttribute("aria-label")]) })));
  const pointed = [];
  for (const of of ["figure:has(circle) svg tspan[data-of$=count]", "figure svg tspan[data-of$=improved]"]) {
    await page.locator(of).first().click();
    pointed.push({ of, ...(await shown(page)) });
    await page.keyboard.press("Escape");
  }
  return { made, status, rows, up, down, explained, chart: { named, opened, back, charts, pointed } };
});
await browser.close();
const validate = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "attr-quotes": "off", "long-title": "off", "valid-id": ["error", { relaxed: true }] },
});
const report = await validate.validateFile(`${folder}/small.html`);
found.validity = report.results.flatMap((each) => each.messages).map((each) => `${each.line}:${each.column} ${each.ruleId}: ${each.message}`);
console.log(JSON.stringify(found));
