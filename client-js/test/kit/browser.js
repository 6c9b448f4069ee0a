import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.STREAMBED_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = CANDIDATES.find(path => path !== '' && existsSync(path));

/** The reason why browser tests are skipped, or false. */
export const withoutBrowser =
  executablePath === undefined &&
  'no Chromium: install it (apt-get install chromium), or name it in STREAMBED_CHROMIUM';

export function startBrowser() {
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
}
