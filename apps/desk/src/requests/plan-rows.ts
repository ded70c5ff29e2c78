/** One payment of the customer's own schedule, as it is typed. */
export interface TypedRow {
  readonly on: string;
  readonly amount: string;
}

/** A form keeps texts: a row a line, its day first. */
export function rowsIn(text: string): readonly TypedRow[] {
  return text === ''
    ? []
    : text.split('\n').map((line) => {
        const [on = '', ...amount] = line.split(' ');
        return { on, amount: amount.join(' ') };
      });
}

export function rowsAs(rows: readonly TypedRow[]): string {
  return rows.map(({ on, amount }) => `${on} ${amount.replaceAll('\n', '')}`).join('\n');
}
