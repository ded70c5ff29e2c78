import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { PaperRefused } from '../engine/refused.ts';
import type { Span } from '../engine/text.ts';
import { localeOf } from '../languages.ts';
import type { Language } from '../languages.ts';

/** How far a translation may be relied on (Z.7). */
export type MessageState = 'certified' | 'draft';

const entry = z.strictObject({
  text: z.string().min(1),
  state: z.enum(['certified', 'draft']),
  translator: z.string().min(1),
  date: z.iso.date(),
});
export type Message = z.infer<typeof entry>;
const group = z.record(z.string(), entry);

/** What a message is filled with, already in words: an amount, a day. A number only where a plural hangs on it. */
export type Values = Readonly<Record<string, string | number>>;

const FOLDER = import.meta.dirname;

/** The messages of a language by `group.key`, from the files of its folder. */
export function readMessages(language: Language, folder = FOLDER): ReadonlyMap<string, Message> {
  const messages = new Map<string, Message>();
  for (const name of readdirSync(join(folder, language)).sort()) {
    if (!name.endsWith('.json')) continue;
    const found = group.parse(JSON.parse(readFileSync(join(folder, language, name), 'utf8')));
    for (const [key, message] of Object.entries(found)) messages.set(`${name.slice(0, -5)}.${key}`, message);
  }
  return messages;
}

/** The languages that have a folder of messages. */
export function translatedLanguages(folder = FOLDER): readonly Language[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders.map((each) => each.name).sort();
}

export class MissingMessage extends PaperRefused {
  override readonly name = 'MissingMessage';
  constructor(language: Language, key: string) {
    super(`There is no message ${key} in ${language}.`);
  }
}

/** One language's messages, read once and formatted as ICU MessageFormat says. */
export class Catalogue {
  private readonly formats = new Map<string, IntlMessageFormat>();

  constructor(
    readonly language: Language,
    private readonly messages: ReadonlyMap<string, Message>,
  ) {}

  message(key: string): Message {
    const found = this.messages.get(key);
    if (found === undefined) throw new MissingMessage(this.language, key);
    return found;
  }

  /** Whether any message of a group is a draft. */
  isDraft(groups: readonly string[]): boolean {
    return [...this.messages].some(
      ([key, { state }]) => state === 'draft' && groups.some((name) => key.startsWith(`${name}.`)),
    );
  }

  private formatOf(key: string): IntlMessageFormat {
    let format = this.formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(this.message(key).text, localeOf(this.language));
      this.formats.set(key, format);
    }
    return format;
  }

  /** A message with its bold parts. */
  rich(key: string, values: Values = {}): readonly Span[] {
    const bold = (chunks: readonly (string | Span)[]): Span => ({ text: chunks.join(''), bold: true });
    const made = this.formatOf(key).format<Span>({ ...values, b: bold });
    const parts: readonly (string | Span)[] = Array.isArray(made) ? made : [made];
    return parts.map((part) => (typeof part === 'string' ? { text: part } : part));
  }

  text(key: string, values: Values = {}): string {
    return this.rich(key, values)
      .map((span) => span.text)
      .join('');
  }
}

const read = new Map<Language, Catalogue>();

export function catalogueOf(language: Language): Catalogue {
  let catalogue = read.get(language);
  if (catalogue === undefined) {
    if (!translatedLanguages().includes(language)) throw new MissingMessage(language, 'of any kind');
    catalogue = new Catalogue(language, readMessages(language));
    read.set(language, catalogue);
  }
  return catalogue;
}
