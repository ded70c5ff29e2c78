/** One entry of an invented file of returns. */
export interface InventedEntry {
  readonly code: string;
  readonly account: string;
  readonly cents: number;
  /** Of the city's own debit. */
  readonly originalTrace: string;
  readonly corrected?: string;
  /** 26 for a debit that came back, unless it says otherwise: 21 for a credit. */
  readonly transactionCode?: string;
  readonly name?: string;
}

const ODFI = '09100001';
const RDFI = '12100035';

const pad = (value: string | number, width: number): string => String(value).padStart(width, '0');

/** A file of one batch, with its controls right; `modifier` tells the files of one day apart. Banks, companies and names are invented. */
export function nachaFile(entries: readonly InventedEntry[], fileDate = '260520', modifier = 'A'): string[] {
  const body = entries.flatMap((each, nth) => {
    const trace = `${RDFI}${pad(nth + 1, 7)}`;
    const change = each.code.startsWith('C');
    const cents = change ? 0 : each.cents;
    const transactionCode = each.transactionCode ?? (change ? '21' : '26');
    const name = (each.name ?? 'INES CALLOWAY').padEnd(22);
    const entry = `6${transactionCode}${RDFI}8${'**********1234'.padEnd(17)}${pad(cents, 10)}${each.account.padEnd(15)}${name}  1${trace}`;
    const tail = change ? (each.corrected ?? '').padEnd(29).padEnd(44) : ''.padEnd(44);
    const addenda = `7${change ? '98' : '99'}${each.code}${each.originalTrace}${''.padEnd(6)}${RDFI}${tail}${trace}`;
    return [entry, addenda];
  });
  const sumOf = (credit: boolean): number =>
    entries
      .filter(
        (entry) =>
          !entry.code.startsWith('C') && (entry.transactionCode === '21' || entry.transactionCode === '31') === credit,
      )
      .reduce((sum, entry) => sum + entry.cents, 0);
  const hash = pad((Number(RDFI) * entries.length) % 10_000_000_000, 10);
  const sums = `${hash}${pad(sumOf(false), 12)}${pad(sumOf(true), 12)}`;
  const lines = [
    `101 ${ODFI}0 ${RDFI}8${fileDate}0930${modifier}094101${'CITY OF SORREL BEND'.padEnd(23)}${'INVENTED BANK'.padEnd(23)}${''.padEnd(8)}`,
    `5200${'CITY OF SORREL'.padEnd(16)}${''.padEnd(20)}1956000000PPD${'WATER BILL'.padEnd(10)}${''.padEnd(6)}${fileDate}1401${ODFI}${pad(1, 7)}`,
    ...body,
    `8200${pad(body.length, 6)}${sums}1956000000${''.padEnd(25)}${ODFI}${pad(1, 7)}`,
  ];
  const blocks = Math.ceil((lines.length + 1) / 10);
  lines.push(`9${pad(1, 6)}${pad(blocks, 6)}${pad(body.length, 8)}${sums}${''.padEnd(39)}`);
  while (lines.length % 10 !== 0) lines.push('9'.repeat(94));
  return lines;
}
