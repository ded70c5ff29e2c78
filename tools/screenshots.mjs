// `npm run screenshots`: starts a demo city of its own in a scratch folder and writes docs/images/{dispatch,tablet,desk}.png.
//   --hold       leave the city running until Ctrl-C, to look around
//   --url URL    take the pictures of a demo city that is running already
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { Complaint, exists, freePort } from './lib/plain.mjs';
import { smallPng } from './lib/small-png.mjs';

const PASSWORD = 'curb-stop-demo';
const LARGEST_BYTES = 250_000;
const WAIT_MS = 120_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** Starts a city and resolves with its address and a function that stops it and deletes what it left. */
async function startCity(root, say) {
  const folder = mkdtempSync(join(tmpdir(), 'curbstop-screenshots-'));
  const port = await freePort();
  const run = (args, options) => spawn(process.execPath, [join(root, 'tools/run.mjs'), ...args], options);
  const env = { ...process.env, PORT: String(port), CURBSTOP_DATA: join(folder, 'data') };
  const city = run(['start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => city.once('close', done));
  const stop = async () => {
    city.kill('SIGTERM');
    await ended;
    // Run as root, the database is in a place of its own, under the name that stands in the data folder.
    const note = join(folder, 'data/postgres-id');
    const database = existsSync(note) ? readFileSync(note, 'utf8').trim() : null;
    rmSync(folder, { recursive: true, force: true });
    if (database !== null) await new Promise((done) => run(['data', 'remove', database], {}).once('close', done));
  };
  const ready = new Promise((done) => {
    createInterface({ input: city.stdout }).on('line', (line) => {
      if (line.startsWith('Curbstop is ready')) done(true);
      else if (line.trim() !== '' && !line.startsWith('  ')) say(line);
    });
  });
  if (await Promise.race([ready, ended.then(() => false)])) return { url: `http://localhost:${port}`, stop };
  await stop();
  throw new Complaint('The demo city did not start; the lines above say why.');
}

async function signIn(browser, url, app, username, viewport) {
  const context = await browser.newContext({
    viewport,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    geolocation: { longitude: -122.6367, latitude: 38.2324, accuracy: 5 },
    permissions: ['geolocation'],
    hasTouch: app === 'field',
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  await page.goto(`${url}/${app}/`);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

/** What the server answers to whoever is signed in on the page. */
const ask = async (page, path) => {
  const answer = await page.request.get(new URL(path, page.url()).href);
  if (!answer.ok()) throw new Complaint(`${path} answers ${answer.status()}: ${await answer.text()}`);
  return answer.json();
};

/** Waits until the page has drawn the same twice: map tiles, fonts and numbers have come. */
async function settled(page) {
  let before = Buffer.alloc(0);
  for (let tries = 0; tries < 40; tries++) {
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (now.equals(before)) return now;
    before = now;
    await page.waitForTimeout(500);
  }
  return before;
}

/** The picture's pixels, decoded by the browser that took it. */
async function decode(page, png) {
  const [width, height, base64] = await page.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
    return [image.width, image.height, btoa(text)];
  }, png.toString('base64'));
  return { width, height, rgba: Buffer.from(base64, 'base64') };
}

/** Each picture: whose screen, and what is opened on it before it is taken. */
const PICTURES = {
  dispatch: {
    app: 'dispatch',
    username: 'dispatch',
    viewport: { width: 1280, height: 800 },
    async open(page) {
      const first = page.locator('[data-order]').first();
      await first.waitFor();
    },
  },
  tablet: {
    app: 'field',
    username: 'crew1',
    viewport: { width: 1180, height: 820 },
    async open(page) {
      await page.getByRole('heading', { name: /stops? to go/ }).waitFor();
    },
  },
  desk: {
    app: 'desk',
    username: 'clerk',
    viewport: { width: 1280, height: 800 },
    /** The first account on the day's turn-off list. */
    async open(page, { accountId }) {
      await page.getByRole('link', { name: 'Accounts' }).waitFor();
      await page.evaluate((id) => {
        location.hash = `#/accounts/${id}`;
      }, accountId);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
};

async function takePictures(url, root, say) {
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
  if (!(await exists(executablePath)))
    throw new Complaint(`There is no Chromium at ${executablePath}: install it, or name it in CHROMIUM_PATH.`);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const folder = join(root, 'docs/images');
  mkdirSync(folder, { recursive: true });
  try {
    const blank = await browser.newPage();
    const shared = {};
    for (const [name, { app, username, viewport, open }] of Object.entries(PICTURES)) {
      const page = await signIn(browser, url, app, username, viewport);
      await open(page, shared);
      if (app === 'dispatch') {
        const { orders } = await ask(page, '/api/dispatch/day');
        shared.accountId = orders.find(({ kind, state }) => kind === 'turn-off' && state === 'listed')?.accountId;
      }
      const png = smallPng(await decode(blank, await settled(page)));
      if (png.length > LARGEST_BYTES)
        throw new Complaint(`${name}.png has ${png.length} bytes; the README takes at most ${LARGEST_BYTES}.`);
      writeFileSync(join(folder, `${name}.png`), png);
      say(`docs/images/${name}.png: ${Math.round(png.length / 1000)} kB`);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}

export async function main(args, { root, say }) {
  const named = args.indexOf('--url');
  if (named >= 0) {
    const url = args[named + 1];
    if (!url || !URL.canParse(url)) throw new Complaint('Say which city after --url, as http://localhost:3000.');
    await takePictures(url, root, say);
    return 0;
  }
  const { url, stop } = await startCity(root, say);
  const interrupted = new Promise((done) => process.once('SIGINT', done));
  try {
    await takePictures(url, root, say);
    if (args.includes('--hold')) {
      say(`The city is at ${url}. Ctrl-C stops it.`);
      await interrupted;
    }
  } finally {
    await stop();
  }
  return 0;
}
