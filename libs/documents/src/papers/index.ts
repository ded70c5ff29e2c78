import type { PaperFacts, PaperKind } from '@curbstop/contracts';
import { PaperFile } from '../engine/file.ts';
import { PaperRefused } from '../engine/refused.ts';
import { printedLanguages } from '../languages.ts';
import { wordsOf } from '../messages/words.ts';
import { agreement } from './agreement.ts';
import { bill } from './bill.ts';
import { disconnection, doorHanger } from './disconnection.ts';
import { reminder, restore, tenant } from './letters.ts';
import { drawPaper, languagesOf } from './paper.ts';
import type { PaperDefinition } from './paper.ts';
import { receipt } from './receipt.ts';
import { doorTag, finalHanger, returnedTag, signUpTag } from './tags.ts';

type Definitions = { readonly [K in PaperKind]: PaperDefinition<Extract<PaperFacts, { readonly kind: K }>> };

/** Every kind of paper that is finished. */
export const PAPERS: Definitions = {
  disconnection,
  'door-hanger': doorHanger,
  reminder,
  tenant,
  'door-hanger-final': finalHanger,
  'door-tag': doorTag,
  'blue-tag-signup': signUpTag,
  'blue-tag-nsf': returnedTag,
  restore,
  bill,
  receipt,
  agreement,
};

function definitionOf<F extends PaperFacts>(facts: F): PaperDefinition<F> {
  // The table has for each kind the definition of its own facts; the compiler does not follow a union through it.
  return PAPERS[facts.kind] as unknown as PaperDefinition<F>;
}

/** Draws a paper into a file that may hold others. */
export function addPaper(file: PaperFile, facts: PaperFacts): void {
  drawPaper(file, definitionOf(facts), facts);
}

/** The bytes of a paper: the same facts give the same bytes. */
export async function makePaper(facts: PaperFacts): Promise<Uint8Array> {
  const paper = definitionOf(facts);
  const [language] = languagesOf(paper, facts);
  if (language === undefined) throw new PaperRefused(`The paper ${facts.kind} has no language to be printed in.`);
  const title = paper.title(wordsOf(language, facts.city.timeZone), facts);
  const file = await PaperFile.begin({
    title: `${title}, ${facts.account}`,
    author: facts.city.name,
    subject: `${paper.form}, ${facts.clause}`,
    language,
    madeAt: facts.at,
  });
  addPaper(file, facts);
  return file.bytes();
}

/** A paper in one language alone, as a person asked for it. */
export function inLanguage<F extends PaperFacts>(facts: F, language: string): F {
  return { ...facts, language, languages: printedLanguages([language], language) };
}
