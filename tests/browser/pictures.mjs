// Takes the pictures of the README: the summary of the EGYV report, and the explanation of one of its numbers.
// Usage: node pictures.mjs CHROMIUM report.html FOLDER
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [chromiumPath, report, folder] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)("playwright-core");
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, colorScheme: "light" });
await page.goto(`file://${resolve(report)}`);

async function picture(name, element) {
  await element.evaluate((each) => each.scrollIntoView({ block: "start", behavior: "instant" }));
  await page.screenshot({ path: `${folder}/${name}.png` });
}
await picture("summary", page.locator('[id="chapter/summary"]'));
const number = page.locator('section[aria-labelledby="chapter/principle.leadership"] table a > data').first();
await number.click();
await page.screenshot({ path: `${folder}/explanation.png` });
await browser.close();
