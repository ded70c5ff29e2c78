import type { PaperFacts } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { SAMPLES } from '../samples/sample-facts.ts';

/** Names that printers have got wrong: stacked marks, composed and not, Hangul, Han of both forms, marks in the name. */
export const HARD_NAMES: readonly (readonly [name: string, language: string])[] = [
  ['Nguyễn Thị Ánh Tuyết', 'vi'],
  ['Nguyễn Thị Ánh Tuyết'.normalize('NFD'), 'vi'],
  ['김민서', 'ko'],
  ['陳慧嫻', 'zh'],
  ['陈慧娴', 'zh-Hans'],
  ['Siobhán O’Brien-Núñez', 'es'],
  ["D'Angelo Ñíguez", 'tl'],
  ['Maximiliana Constantinopoulou-Featherstonehaugh von Hohenzollern', 'en'],
];

/** The smallest and the largest amount that is printed. */
export const HARD_AMOUNTS = [cents(1), cents(99_999_999)] as const;

function renamed(facts: PaperFacts, name: string, language: string): PaperFacts {
  const changed = { ...facts, customer: name, language, addressedTo: facts.addressedTo.map((to) => ({ ...to, name })) };
  if (!('contents' in facts)) return changed as PaperFacts;
  return { ...changed, contents: { ...facts.contents, customer: { ...facts.contents.customer, name } } } as PaperFacts;
}

/** A notice, a hanger and a bill of each name, one language each. */
export function hardFacts(): readonly PaperFacts[] {
  const kinds = ['disconnection', 'door-hanger', 'bill'];
  return HARD_NAMES.map(([name, language], at) => {
    const facts = SAMPLES.find(({ kind }) => kind === kinds[at % kinds.length]);
    if (facts === undefined) throw new Error('There is no such sample.');
    const code = language.startsWith('zh') ? 'zh' : language;
    return {
      ...renamed(facts, name, language),
      languages: [code === 'zh' ? language.replace(/^zh$/, 'zh-Hant') : code],
    };
  });
}
