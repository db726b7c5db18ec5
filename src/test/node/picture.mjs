// Takes a picture of the head of a page.
// Usage: node picture.mjs CHROMIUM PAGE.html light|dark WIDTH HEIGHT PICTURE.png
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , executablePath, file, colorScheme, width, height, path] = process.argv;
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--hide-scrollbars'],
});
const page = await browser.newPage({ colorScheme, viewport: { width: +width, height: +height } });
await page.goto(pathToFileURL(file).href);
await page.screenshot({ path });
await browser.close();
