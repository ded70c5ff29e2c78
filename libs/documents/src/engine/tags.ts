import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib';
import { PDFName, PDFString } from 'pdf-lib';
import { hexText } from './font-use.ts';
import type { Language } from '../languages.ts';

/** The roles of what a paper has, as a screen reader names them. */
export type Role = 'Sect' | 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

interface Content {
  readonly page: number;
  readonly mark: number;
}

/** An element of the structure of a file: what a screen reader goes through. */
export class Tagged {
  readonly children: (Tagged | Content)[] = [];
  constructor(
    readonly role: Role | 'Document',
    readonly language: Language | null = null,
    readonly alternative: string | null = null,
  ) {}

  add(child: Tagged): Tagged {
    this.children.push(child);
    return child;
  }
}

/** Writes the structure into a file; `pages` are its pages in order. */
export function writeStructure(context: PDFContext, root: Tagged, pages: readonly PDFRef[]): PDFRef {
  const tree = context.nextRef();
  const parents = new Map<number, PDFRef[]>();
  const write = (node: Tagged, parent: PDFRef): PDFRef => {
    const ref = context.nextRef();
    const kids = node.children.map((child): PDFObject => {
      if (child instanceof Tagged) return write(child, ref);
      const list = parents.get(child.page) ?? [];
      list[child.mark] = ref;
      parents.set(child.page, list);
      return context.obj({ Type: 'MCR', Pg: pages[child.page] ?? null, MCID: child.mark });
    });
    const element = context.obj({ Type: 'StructElem', S: node.role, P: parent });
    element.set(PDFName.of('K'), context.obj(kids));
    if (node.language !== null) element.set(PDFName.of('Lang'), PDFString.of(node.language));
    if (node.alternative !== null) element.set(PDFName.of('Alt'), hexText(node.alternative));
    context.assign(ref, element);
    return ref;
  };
  const document = write(root, tree);
  const numbers = pages.flatMap((_, page) => [context.obj(page), context.obj(parents.get(page) ?? [])]);
  context.assign(
    tree,
    context.obj({
      Type: 'StructTreeRoot',
      K: document,
      ParentTree: context.register(context.obj({ Nums: numbers })),
      ParentTreeNextKey: pages.length,
    }),
  );
  return tree;
}
