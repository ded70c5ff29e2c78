import { createHash } from 'node:crypto';
import type { PDFDict, PDFRef } from 'pdf-lib';
import { PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import type { Instant } from '@curbstop/policy';
import type { Face } from '../fonts/faces.ts';
import type { Language } from '../languages.ts';
import { FontUse, compressed, hexText } from './font-use.ts';
import { Page } from './page.ts';
import { Tagged, writeStructure } from './tags.ts';

export interface FileFacts {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: Language;
  /** The moment that the paper is of. The clock is not asked: the same facts give the same bytes. */
  readonly madeAt: Instant;
}

interface Bookmark {
  readonly title: string;
  readonly page: number;
}

const DIGEST_LENGTH = 32;

/** A PDF file in the making. Its fonts are embedded once, however many papers go into it. */
export class PaperFile {
  private readonly uses = new Map<Face, FontUse>();
  private readonly pages: PDFRef[] = [];
  private readonly structure = new Tagged('Document');
  private readonly bookmarks: Bookmark[] = [];
  private readonly digest = createHash('sha256');
  private readonly fonts: PDFRef;

  private constructor(
    private readonly pdf: PDFDocument,
    facts: FileFacts,
  ) {
    this.fonts = pdf.context.nextRef();
    pdf.setTitle(facts.title, { showInWindowTitleBar: true });
    pdf.setAuthor(facts.author);
    pdf.setSubject(facts.subject);
    pdf.setCreator('Curbstop');
    pdf.setProducer('Curbstop');
    pdf.setLanguage(facts.language);
    pdf.setCreationDate(new Date(facts.madeAt));
    pdf.setModificationDate(new Date(facts.madeAt));
    this.digest.update(JSON.stringify(facts));
  }

  static async begin(facts: FileFacts): Promise<PaperFile> {
    return new PaperFile(await PDFDocument.create({ updateMetadata: false }), facts);
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** A page to draw on, so many behind the last; `keep` puts it into the file. */
  page(width: number, height: number, language: Language, behind = 0): Page {
    return new Page(this.pages.length + behind, width, height, language, (face) => this.useOf(face));
  }

  private useOf(face: Face): FontUse {
    let use = this.uses.get(face);
    if (use === undefined) {
      use = new FontUse(face, `F${this.uses.size + 1}`, this.pdf.context.nextRef());
      this.uses.set(face, use);
    }
    return use;
  }

  keep(page: Page, bookmark: string | null = null): void {
    const made = this.pdf.addPage([page.width, page.height]);
    const { context } = this.pdf;
    const { content } = page;
    made.node.set(PDFName.of('Contents'), context.register(compressed(context, content)));
    made.node.set(PDFName.of('Resources'), context.obj({ Font: this.fonts }));
    made.node.set(PDFName.of('StructParents'), context.obj(page.number));
    made.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    this.structure.add(page.structure);
    if (bookmark !== null) this.bookmarks.push({ title: bookmark, page: page.number });
    this.pages.push(made.ref);
    this.digest.update(content);
  }

  private writeBookmarks(): void {
    const { context, catalog } = this.pdf;
    if (this.bookmarks.length === 0) return;
    const outline = context.nextRef();
    const refs = this.bookmarks.map(() => context.nextRef());
    this.bookmarks.forEach(({ title, page }, at) => {
      const item: PDFDict = context.obj({
        Title: hexText(title),
        Parent: outline,
        Dest: [this.pages[page] ?? null, 'Fit'],
      });
      const [before, after] = [refs[at - 1], refs[at + 1]];
      if (before !== undefined) item.set(PDFName.of('Prev'), before);
      if (after !== undefined) item.set(PDFName.of('Next'), after);
      const own = refs[at];
      if (own !== undefined) context.assign(own, item);
    });
    const [first, last] = [refs[0] ?? null, refs.at(-1) ?? null];
    context.assign(outline, context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }));
    catalog.set(PDFName.of('Outlines'), outline);
  }

  async bytes(): Promise<Uint8Array> {
    const { context, catalog } = this.pdf;
    this.writeBookmarks();
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    catalog.set(PDFName.of('StructTreeRoot'), writeStructure(context, this.structure, this.pages));
    const fonts = context.obj({});
    for (const use of this.uses.values()) {
      use.embed(context);
      fonts.set(PDFName.of(use.resource), use.ref);
    }
    context.assign(this.fonts, fonts);
    const id = PDFHexString.of(this.digest.digest('hex').slice(0, DIGEST_LENGTH));
    context.trailerInfo.ID = context.obj([id, id]);
    return this.pdf.save({ addDefaultPage: false, updateFieldAppearances: false });
  }
}
