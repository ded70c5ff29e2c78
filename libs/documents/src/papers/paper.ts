import type { PaperFacts, PaperHead, PaperOrder } from '@curbstop/contracts';
import type { Flow } from '../engine/flow.ts';
import { PaperRefused } from '../engine/refused.ts';
import { fitted } from '../engine/flow.ts';
import type { PaperFile } from '../engine/file.ts';
import type { Page } from '../engine/page.ts';
import { OWN_NAMES, printedLanguages } from '../languages.ts';
import type { Language } from '../languages.ts';
import { wordsOf } from '../messages/words.ts';
import type { Words } from '../messages/words.ts';
import { billForm, hanger, letter } from './forms.ts';
import type { Sheet } from './sheet.ts';

/** What a kind of paper is: the messages it is made of, what it must have, and how it is drawn. */
export interface PaperDefinition<F extends PaperHead> {
  readonly kind: PaperFacts['kind'];
  /** Its form number, which stands at its foot. */
  readonly form: string;
  readonly layout: 'letter' | 'hanger' | 'bill';
  readonly groups: readonly string[];
  /** Items that each of its pages must print, by clause. */
  readonly required: readonly string[];
  /** In one language: the customer's own. Left out: in every language of a notice. */
  readonly ownLanguageOnly?: boolean;
  readonly title: (words: Words, facts: F) => string;
  readonly draw: (sheet: Sheet<F>, flow: Flow) => void;
}

/** A notice that lacks what the law or the policy asks for. */
export class LacksItem extends PaperRefused {
  override readonly name = 'LacksItem';
  constructor(
    readonly items: readonly string[],
    kind: string,
    language: Language,
  ) {
    super(`The paper ${kind} lacks in ${language}: ${items.join(', ')}.`);
  }
}

/** Z.7: a draft in a city that has not accepted drafts. */
export class DraftRefused extends PaperRefused {
  override readonly name = 'DraftRefused';
  constructor(languages: readonly Language[]) {
    super(`No certified translation of this paper exists in ${languages.join(', ')} (Z.7).`);
  }
}

const FORMS = { letter, hanger, bill: billForm };

/** The languages of a paper, in the order of its pages. */
export function languagesOf<F extends PaperHead>(paper: PaperDefinition<F>, facts: F): readonly Language[] {
  if (paper.ownLanguageOnly) return printedLanguages([facts.language], facts.language).slice(0, 1);
  return printedLanguages(facts.languages, facts.language);
}

/** Draws a paper's pages into a file; nothing of it is kept if any of them is refused. */
export function drawPaper<F extends PaperHead>(file: PaperFile, paper: PaperDefinition<F>, facts: F): void {
  const languages = languagesOf(paper, facts);
  const wordsIn = (language: Language): Words => wordsOf(language, facts.city.timeZone);
  const drafts = languages.filter((each) => wordsIn(each).catalogue.isDraft(paper.groups));
  if (facts.drafts === 'refused' && drafts.length > 0) throw new DraftRefused(drafts);
  const form = FORMS[paper.layout];
  const pages: [page: Page, bookmark: string][] = [];
  languages.forEach((language, at) => {
    const words = wordsIn(language);
    const { page, drawn: printed } = fitted(
      () => file.page(form.width, form.height, language, at),
      (made, scale) => {
        const printed = new Set<string>();
        const draft = facts.drafts === 'marked' && drafts.includes(language);
        const sheet: Sheet<F> = {
          page: made,
          first: at === 0,
          scale,
          facts,
          words,
          languages,
          draft,
          form: paper.form,
          printed,
        };
        const order: PaperOrder | null = 'order' in facts ? (facts.order as PaperOrder | null) : null;
        paper.draw(sheet, form.frame(sheet, order));
        return printed;
      },
    );
    const lacking = paper.required.filter((item) => !printed.has(item));
    if (lacking.length > 0) throw new LacksItem(lacking, paper.kind, language);
    pages.push([page, `${paper.title(words, facts)} (${OWN_NAMES[language] ?? language})`]);
  });
  if (pages.length === 0) throw new PaperRefused(`The paper ${paper.kind} has no language to be printed in.`);
  for (const [page, bookmark] of pages) file.keep(page, bookmark);
}
