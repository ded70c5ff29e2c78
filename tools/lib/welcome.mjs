// What a start says when everything is up.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCREENS = [
  ['Dispatch map', '/dispatch/'],
  ['Crew tablet', '/field/'],
  ['Billing desk', '/desk/'],
  ['API', '/api'],
  ['Health', '/health'],
  ['Metrics', '/metrics'],
];

const FIRST_STEPS = [
  "Sign in to the dispatch map: today's turn-off list is on it, each with its debt, clause and dates.",
  'Release a few (the preview says who is left out, and why), then draw a lasso and give them to a crew.',
  'Sign in to the crew tablet in another window: the jobs are there. Complete one.',
  'Take a payment at the billing desk for another: its job stops on the tablet within a second.',
  'As the administrator turn the clock forward, and watch the next deadlines come due.',
];

function signIns(dataFolder) {
  const path = join(dataFolder, 'sign-ins.json');
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The list is for people and for the first look; a city is there without it.
    if (!(error instanceof SyntaxError) && error.code !== 'EISDIR') throw error;
    return [];
  }
}

/** The lines to print. */
export function welcome({ port, mqttUrl, dataFolder, demo, seconds }) {
  const base = `http://localhost:${port}`;
  const lines = ['', `Curbstop is ready (${seconds.toFixed(1)} s).`, ''];
  for (const [name, path] of SCREENS) lines.push(`  ${name.padEnd(14)}${base}${path}`);
  lines.push(`  ${'MQTT broker'.padEnd(14)}${mqttUrl}`);
  const people = demo ? signIns(dataFolder) : [];
  if (people.length) {
    const width = (key) => Math.max(...people.map((person) => String(person[key] ?? '').length)) + 2;
    const [name, password, role] = ['username', 'password', 'role'].map(width);
    lines.push('', 'Sign in as (user, password, role)');
    for (const it of people) {
      const who = `${it.username.padEnd(name)}${it.password.padEnd(password)}${it.role.padEnd(role)}`;
      lines.push(`  ${who}${base}${it.path ?? '/'}${it.note ? `  ${it.note}` : ''}`);
    }
    lines.push('', 'Try first');
    FIRST_STEPS.forEach((step, index) => lines.push(`  ${index + 1}. ${step}`));
  }
  lines.push('', 'Ctrl-C stops everything.');
  return lines;
}
