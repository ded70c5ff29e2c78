import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { Unreadable } from './unreadable.ts';

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly document: Document;
}

/** A value of a YAML file that knows its line and its name, so that whoever reads it can say what is wrong. */
export class Item {
  private constructor(
    private readonly source: Source,
    private readonly node: Node | null,
    /** What the value is called in a sentence. */
    readonly name: string,
    readonly line: number,
  ) {}

  /** Parses a whole file as YAML 1.2 with the core schema: dates, times, on and off stay text. */
  static ofFile(file: string, text: string): Item {
    const lines = new LineCounter();
    const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false });
    const [error] = [...document.errors, ...document.warnings];
    if (error)
      throw new Unreadable(file, Math.max(1, lines.linePos(error.pos[0]).line), `This is no YAML: ${error.message}`);
    return new Item({ file, text, lines, document }, document.contents, 'the file', 1);
  }

  get file(): string {
    return this.source.file;
  }

  fail(says: string): never {
    throw new Unreadable(this.source.file, this.line, says);
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  /** True for `null`, `~` and nothing at all. */
  get isNothing(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null);
  }

  /** The fields of a map, in the order written. */
  get fields(): readonly Item[] {
    if (!isMap(this.node)) return this.fail(`${this.name} is a map of fields.`);
    return this.node.items.map((pair) => this.fieldOf(pair));
  }

  /** The entries of a list. */
  get entries(): readonly Item[] {
    if (!isSeq(this.node)) return this.fail(`${this.name} is a list.`);
    return this.node.items.map((each) => this.below(each as Node | null, this.name));
  }

  /** The scalar as it was written: `100.00` stays `100.00`. */
  get text(): string {
    if (!isScalar(this.node) || this.node.value === null) return this.fail(`${this.name} is one value.`);
    const quoted = this.node.type === 'QUOTE_DOUBLE' || this.node.type === 'QUOTE_SINGLE';
    return quoted || this.node.source === undefined ? String(this.node.value) : this.node.source;
  }

  /** The scalar as YAML understands it. */
  get value(): unknown {
    return isScalar(this.node) ? this.node.value : undefined;
  }

  /** The value as it stands in the file, on one line, for a sentence that quotes it. */
  get quoted(): string {
    if (!this.node?.range) return '';
    return this.source.text.slice(this.node.range[0], this.node.range[1]).replace(/\s+/g, ' ').trim();
  }

  /** The value as plain data. */
  get plain(): unknown {
    const data: unknown = this.node?.toJS(this.source.document) ?? null;
    return data;
  }

  /** The same value under another name. */
  called(name: string): Item {
    return new Item(this.source, this.node, name, this.line);
  }

  private fieldOf(pair: Pair<unknown, unknown>): Item {
    const key = isScalar(pair.key) ? pair.key : null;
    if (!key || typeof key.value !== 'string') return this.fail(`The names of fields in ${this.name} are plain text.`);
    const line = key.range ? this.source.lines.linePos(key.range[0]).line : this.line;
    return this.below(pair.value as Node | null, key.value, line);
  }

  private below(node: Node | null, name: string, line?: number): Item {
    const meant = isAlias(node) ? (node.resolve(this.source.document) ?? null) : node;
    const at = node?.range ? this.source.lines.linePos(node.range[0]).line : (line ?? this.line);
    return new Item(this.source, meant, name, at);
  }
}
