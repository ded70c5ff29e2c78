// Writes docs/policy-readings.md from the readings that stand beside the clauses in libs/policy.
//   node --conditions=@curbstop/source --import ./tools/lib/typescript.mjs tools/policy-readings.mjs
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const READINGS_PAGE = 'docs/policy-readings.md';

const HEAD = `# How the policy is read

The adopted policy leaves some things open. Each is listed here once: the paragraph, the doubt, what was chosen, and the setting that changes it. Code and scenarios cite them by number, as \`(reading 13)\`; a spec follows every citation. Paragraphs are numbered as in the City of Glendora's Utility Billing Services Policy. Nothing here is legal advice: a city attorney should read this page before the first notice goes out.

This page is written by \`tools/policy-readings.mjs\` from \`libs/policy/src/sections/<letter>/readings.ts\`. Change it there.
`;

const listed = (names) => names.map((name) => `\`${name}\``).join(', ');

function switchLine(switches, settingNames) {
  const settings = switches.filter((name) => settingNames.has(name));
  const values = switches.filter((name) => !settingNames.has(name));
  const parts = [
    ...(settings.length > 0 ? [`${settings.length > 1 ? 'settings' : 'setting'} ${listed(settings)}`] : []),
    ...(values.length > 0 ? [`${listed(values)} in the city's file`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'none';
}

function block(reading, citedBy, settingNames) {
  const clauses = citedBy.get(reading.number) ?? [];
  return [
    `### Reading ${reading.number}`,
    '',
    `- **Text:** ${reading.source}`,
    `- **Doubt:** ${reading.doubt}`,
    `- **Choice:** ${reading.choice}`,
    `- **Switch:** ${switchLine(reading.switches, settingNames)}`,
    ...(clauses.length > 0 ? [`- **Clauses:** ${clauses.join(', ')}`] : []),
    '',
  ].join('\n');
}

/** The page, from what `@curbstop/policy` exports. */
export function readingsPage({ GENERAL_READINGS, REGISTER, SECTIONS, SETTINGS }) {
  const settingNames = new Set(SETTINGS.map((each) => each.name));
  const citedBy = new Map();
  for (const { id, readings } of REGISTER) {
    for (const number of readings) citedBy.set(number, [...(citedBy.get(number) ?? []), id]);
  }
  const chapter = (title, readings) =>
    readings.length === 0 ? [] : [`## ${title}\n`, ...readings.map((reading) => block(reading, citedBy, settingNames))];
  return [
    HEAD,
    ...chapter('All sections', GENERAL_READINGS),
    ...SECTIONS.flatMap((section) => chapter(`${section.id}. ${section.title}`, section.readings)),
  ].join('\n');
}

async function main() {
  const policy = await import('@curbstop/policy');
  await writeFile(new URL(`../${READINGS_PAGE}`, import.meta.url), readingsPage(policy));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void main();
