// Chromium, and a page of it that keeps a record of everything that goes wrong.

import { chromium } from 'playwright-core';

export const PHONE = { width: 320, height: 720 };
export const DESKTOP = { width: 1280, height: 900 };

export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ...more,
    ],
  });
}

/**
 * Opens an address and returns the page with its record; `close` it afterwards. A page that
 * keeps asking is never idle: then `waitUntil` says what to wait for.
 */
export async function open(browser, address, { waitUntil = 'networkidle', ...options } = {}) {
  const context = await browser.newContext({
    viewport: DESKTOP, colorScheme: 'light', reducedMotion: 'reduce', ...options,
  });
  const page = await context.newPage();
  // Bytes by address: what is asked for twice comes from the cache.
  const record = { problems: [], requests: [], bytes: new Map() };
  page.on('console', message => {
    if (message.type() === 'error') record.problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => record.problems.push(`script: ${error.message}`));
  page.on('dialog', dialog => {
    record.problems.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', request => record.requests.push(request.url()));
  page.on('requestfailed', request => {
    // A page that is left or loaded again stops asking.
    const isLeft = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!isLeft) record.problems.push(`failed: ${request.url()}`);
  });
  page.on('response', response => {
    record.bytes.set(response.url(), Number(response.headers()['content-length'] ?? 0));
    if (response.status() >= 400) record.problems.push(`${response.status()}: ${response.url()}`);
  });
  // Asked for by the devtools protocol, so the page's own policy does not see it.
  await page.exposeBinding('reportViolation', (_, text) => record.problems.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event =>
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(address, { waitUntil });
  return { page, record, close: () => context.close() };
}

/** Opens an address, looks at the page and closes it. */
export async function visiting(browser, address, options, look) {
  const opened = await open(browser, address, options);
  try {
    return await look(opened);
  } finally {
    await opened.close();
  }
}

/** Elements that stick out of the page, when it can be scrolled sideways. */
export function overflowing(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map(element => element.outerHTML.slice(0, 120))
      .slice(0, 5);
  });
}
