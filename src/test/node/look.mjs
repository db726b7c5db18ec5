// Looks at a report in a real browser, as a person would: in light and dark, wide and narrow, with the keyboard.
// Usage: node look.mjs CHROMIUM PAGE.html DIRECTORY
// Writes screenshots to DIRECTORY and what it found to stdout as JSON; judging that is the caller's part.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , executablePath, file, directory] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const url = pathToFileURL(file).href;
const found = { console: [], requests: [], axe: [], overflow: [], titles: [] };

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
});

async function open(colorScheme, width, height) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
  page.on('console', message => found.console.push(message.type() + ': ' + message.text()));
  page.on('pageerror', error => found.console.push(String(error)));
  page.on('request', request => { if (request.url().split('#')[0] !== url) found.requests.push(request.url()); });
  await page.goto(url);
  return page;
}

async function check(page, name) {
  // Evaluated from outside, for the page's own policy lets no other script in.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      found.axe.push(`${name}: ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`);
    }
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) found.overflow.push(`${name}: ${overflow} px`);
}

for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [[1600, 1000], [360, 800]]) {
    const name = `${scheme}-${width}`;
    const page = await open(scheme, width, height);
    found.titles.push(await page.title());
    await check(page, name);
    await page.screenshot({ path: join(directory, name + '.png'), fullPage: true });
    await page.screenshot({ path: join(directory, name + '-top.png') });
    await page.close();
  }
}

const page = await open('light', 1200, 900);
found.keyboard = await keyboard(page);
await check(page, 'after the keyboard');
found.theme = await theme(page);
await check(page, 'after the toggle');
await page.emulateMedia({ media: 'print' });
await page.pdf({ path: join(directory, 'print.pdf'), format: 'A4' });
await page.close();
await browser.close();
console.log(JSON.stringify(found, null, 1));

/** Goes through the page by the Tab key alone, and works whatever it reaches. */
async function keyboard(page) {
  const shown = () => page.locator('.verdict:visible').count();
  const at = () => page.evaluate(() => {
    const e = document.activeElement;
    return { tag: e.tagName.toLowerCase(), id: e.id, name: e.getAttribute('name') ?? '', value: e.value ?? '', box: e.closest('.box') !== null };
  });
  const result = { all: await shown(), stops: 0, afterLevel: {}, afterRule: {}, pictures: 0, moved: false, jumped: false, outline: true };
  let first = '';
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab');
    const focus = await at();
    if (focus.tag === 'body') break;
    if (i === 0) first = focus.tag;
    result.stops++;
    if (focus.name === 'level') {
      await page.keyboard.press('Space');
      result.afterLevel[focus.value] = await shown();
      await page.keyboard.press('Space');
    }
    if (focus.name === 'stack' || focus.name === 'rule') {
      await page.keyboard.press('ArrowDown');
      const value = (await at()).value;
      result.afterRule[focus.name + value] = await shown();
      await page.keyboard.press('Home');
    }
    if (focus.box) {
      result.pictures++;
      if (!result.moved) {
        const before = await page.evaluate(() => document.activeElement.dataset.box);
        for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
          await page.keyboard.press(key);
          if (await page.evaluate(() => document.activeElement.dataset.box) !== before) { result.moved = true; break; }
        }
      }
    }
  }
  result.first = first;
  const box = page.locator('a.box[tabindex="0"]').last();
  if (await box.count()) {
    await box.focus();
    const target = (await box.getAttribute('href')).slice(1);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(100);
    result.jumped = await page.evaluate(() => document.activeElement.id) === target;
  }
  result.end = await shown();
  return result;
}

async function theme(page) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.focus('#theme');
  await page.keyboard.press('Enter');
  const dark = await paper();
  return { light, dark };
}
