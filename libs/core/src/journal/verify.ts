import type { Day, Instant } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { GENESIS, accountStream, linkOf } from './link.ts';
import type { Linked } from './link.ts';
import { journalHeads } from './seal.ts';
import type { Book, Seal } from './seal-book.ts';

type Row = Linked & { readonly hash: Buffer };

/** What signed seals say of the journal. */
export interface Sealed {
  readonly count: number;
  /** Of the last one. */
  readonly at: Instant | null;
  /** Rows that came after it: their links fit, and nobody has signed for them. */
  readonly unsealed: number;
}

export interface Verification {
  readonly rows: number;
  readonly streams: number;
  /** One sentence for every place where the chain is broken. */
  readonly broken: readonly string[];
  /** Null where no signed seal was found. */
  readonly sealed: Sealed | null;
}

const PAGE = 5000;

interface Mark {
  readonly number: number;
  readonly link: string;
  readonly seal: Seal;
}

/** What was signed of each chain, earliest first. */
function marksOf(seals: readonly Seal[]): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (const seal of seals) {
    for (const [stream, number, link] of seal.heads) {
      const of = marks.get(stream);
      if (of) of.push({ number, link, seal });
      else marks.set(stream, [{ number, link, seal }]);
    }
  }
  return marks;
}

/** Rows of an account are in its chain, and of nobody else's. */
function isMisplaced({ stream, accountId }: Row): boolean {
  return accountId === null ? stream.startsWith('account/') : stream !== accountStream(accountId);
}

/** One chain as it is walked through: each row after the one before it, and against what was signed. */
class Chain {
  private before: Buffer = GENESIS;
  private expected = 1;
  private lastSeq = 0;
  private nextMark = 0;

  constructor(
    readonly stream: string,
    private readonly marks: readonly Mark[],
    private readonly broken: string[],
  ) {}

  add(row: Row): void {
    const where = `${this.stream} row ${row.number}`;
    if (row.number !== this.expected) this.broken.push(`${where}: row ${this.expected} is missing before it.`);
    if (isMisplaced(row)) this.broken.push(`${where}: it is not of the account that its chain belongs to.`);
    if (linkOf(this.before, row)?.equals(row.hash) !== true)
      this.broken.push(`${where}: its content does not fit its link.`);
    else if (row.seq <= this.lastSeq) this.broken.push(`${where}: it stands before a row that it follows.`);
    this.holdAgainst(row, where);
    this.before = row.hash;
    this.expected = row.number + 1;
    this.lastSeq = row.seq;
  }

  private holdAgainst(row: Row, where: string): void {
    for (; this.nextMark < this.marks.length; this.nextMark += 1) {
      const mark = this.marks[this.nextMark];
      if (!mark || mark.number > row.number) return;
      if (mark.number < row.number)
        this.broken.push(`${this.stream} row ${mark.number}: ${sealedAs(mark)} is missing.`);
      else if (mark.link !== row.hash.toString('hex'))
        this.broken.push(`${where}: it is not what ${sealedAs(mark)} was.`);
    }
  }

  /** Returns the number of rows behind the last seal. */
  end(): number {
    const last = this.marks.at(-1);
    if (this.nextMark < this.marks.length && last)
      this.broken.push(
        `${this.stream}: it ends at row ${this.expected - 1}, and row ${last.number}, ${sealedAs(last)}, is missing.`,
      );
    return Math.max(0, this.expected - 1 - (last?.number ?? 0));
  }
}

const sealedAs = ({ seal }: Mark): string => `sealed on ${new Date(seal.at).toISOString()} (seal ${seal.number})`;

/** The seals that the database keeps of itself, held against its own journal and against what was signed. */
async function judgeKept(db: Reader, seals: readonly Seal[]): Promise<{ broken: string[]; signed: boolean }> {
  const broken: string[] = [];
  const kept = await rows<{ day: Day; digest: string }>(
    db,
    "SELECT day, encode(digest, 'hex') AS digest FROM journal_seal ORDER BY day",
  );
  const told = await rows<{ day: string | null; digest: string | null; signed: boolean | null }>(
    db,
    `SELECT facts->>'day' AS day, facts->>'digest' AS digest, (facts->>'signed')::boolean AS signed
     FROM journal WHERE event = 'journal.sealed' AND stream = 'city'`,
  );
  const digests = new Map<string | null, string>(kept.map((each) => [each.day, each.digest]));
  for (const { day, digest } of told)
    if (digests.get(day) !== digest) broken.push(`The seal of ${day} is not the one that the journal tells of.`);
  const days = new Set<string | null>(told.map((each) => each.day));
  for (const { day } of kept) if (!days.has(day)) broken.push(`The seal of ${day}: the journal does not tell of it.`);
  for (const { kept: of, number } of seals)
    if (of && digests.get(of.day) !== of.digest)
      broken.push(`The seal of ${of.day} is not the one that was signed (seal ${number}).`);
  return { broken: [...new Set(broken)], signed: told.some((each) => each.signed === true) };
}

/**
 * Reads the whole journal and checks every link, every chain against its head, and both against the signed seals of
 * `book`: null where they were looked for and are not there, left out where nobody looked. The heads are read first, so that a city at work may go on writing meanwhile: each must be found among the
 * rows, which may go on behind it.
 */
export async function verifyJournal(db: Reader, book?: Book | null): Promise<Verification> {
  const broken: string[] = [...(book?.broken ?? [])];
  const seals = book?.seals ?? [];
  const marks = marksOf(seals);
  const heads = new Map((await journalHeads(db)).map((head) => [head.stream, head]));
  const kept = await judgeKept(db, seals);
  let streams = 0;
  let count = 0;
  let unsealed = 0;
  let chain = null as Chain | null;
  let at = { stream: '', number: 0 };
  const end = (ended: Chain): void => {
    unsealed += ended.end();
    marks.delete(ended.stream);
  };
  for (;;) {
    const page = await rows<Row>(
      db,
      `SELECT version, seq, xid::text AS xid, stream, number, at, account_id AS "accountId", event, clause, facts, actor, hash
       FROM journal WHERE (stream, number) > ($1, $2) ORDER BY stream, number LIMIT $3`,
      [at.stream, at.number, PAGE],
    );
    for (const entry of page) {
      if (chain?.stream !== entry.stream) {
        if (chain) end(chain);
        chain = new Chain(entry.stream, marks.get(entry.stream) ?? [], broken);
        streams += 1;
      }
      chain.add(entry);
      at = { stream: entry.stream, number: entry.number };
      const head = heads.get(entry.stream);
      if (head?.number === entry.number && head.hash.equals(entry.hash)) heads.delete(entry.stream);
      count += 1;
    }
    if (page.length < PAGE) break;
  }
  if (chain) end(chain);
  for (const stream of heads.keys()) broken.push(`${stream}: its end was cut off.`);
  for (const [stream, [first]] of marks)
    if (first) broken.push(`${stream}: the whole chain, ${sealedAs(first)}, is missing.`);
  broken.push(...kept.broken);
  if (kept.signed && book === null)
    broken.push('The journal says that its seals are signed, and there are none to hold it against.');
  const last = seals.at(-1);
  return {
    rows: count,
    streams,
    broken,
    sealed: book ? { count: seals.length, at: last?.at ?? null, unsealed } : null,
  };
}
