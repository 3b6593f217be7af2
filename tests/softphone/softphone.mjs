// A softphone in a real browser, driven by lines: node softphone.mjs BROWSER SERVER USER DOMAIN
// The password comes as the first line. Then `call NUMBER` calls, `account` tells of the sound since the last account, and the end of
// input ends it. Each line is answered by one line of JSON.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [browserPath, server, user, domain] = process.argv.slice(2);
const types = { '.js': 'text/javascript', '.html': 'text/html' };
const root = fileURLToPath(new URL('.', import.meta.url));

// A browser gives its microphone only to pages of a server, and trusts the one on localhost.
const pages = createServer((request, response) => {
  const file = join(root, normalize(new URL(request.url, 'http://localhost').pathname));
  createReadStream(file)
    .on('error', () => response.writeHead(404).end())
    .on('open', () => response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain' }))
    .pipe(response);
}).listen(0, '127.0.0.1');

const profile = await mkdtemp(join(tmpdir(), 'softphone-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: browserPath,
  headless: true,
  args: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    '--ignore-certificate-errors',
  ],
});
const page = context.pages()[0] ?? await context.newPage();
page.on('console', (line) => console.error(line.text()));
page.on('pageerror', (error) => console.error(error.message));
await page.goto(`http://localhost:${pages.address().port}/phone.html`);
await page.waitForFunction(() => window.account !== undefined);

const answer = (what) => console.log(JSON.stringify(what));
let registered = false;
for await (const line of createInterface({ input: process.stdin })) {
  if (!registered) {
    await page.evaluate((how) => window.register(how), { server, user, password: line, domain });
    registered = true;
    answer({ registered: user });
  } else if (line.startsWith('call ')) {
    await page.evaluate(([number, at]) => window.call(number, at), [line.slice('call '.length), domain]);
    answer({ up: line.slice('call '.length) });
  } else {
    answer(await page.evaluate(() => window.account()));
  }
}

await context.close();
pages.close();
await rm(profile, { recursive: true, force: true });
