import { cents, clockTime, instant, policyOn, day } from '@curbstop/policy';
import type { PolicyDecision } from '@curbstop/policy';
import type { ForeseenPayment } from '../payment/judge.ts';
import {
  againstSlip,
  alreadyIn,
  emptyBatch,
  lastCollection,
  parseBatch,
  paymentOf,
  sumsOf,
  toPost,
  withState,
  wrongLines,
} from './drop-box.ts';
import type { BoxLine, LineState } from './drop-box.ts';

const TERMS = policyOn('glendora', day('2026-01-15'));
const at = (text: string) => instant(Date.parse(text));

const line = (key: string, amount: number, state: LineState = { name: 'entered' }): BoxLine => ({
  key,
  account: {
    accountId: Number(key),
    number: '30412281709',
    customer: 'Ines Calloway',
    address: '1440 Larch Crest Lane',
  },
  amount: cents(amount),
  tender: 'check',
  reference: `12${key}`,
  state,
});
const DONE: LineState = { name: 'done', paymentId: 9, effective: '2026-03-17', clause: 'J.5.b' };
const REFUSED: LineState = { name: 'refused', says: 'No.', clauses: ['J.7'] };

function foreseen(refusedKeys: readonly string[]): (each: BoxLine) => ForeseenPayment | null {
  return (each) => {
    if (each.key === '5') return null;
    const granted = !refusedKeys.includes(each.key);
    const answer: PolicyDecision = { granted, clauses: [granted ? 'J.1' : 'J.7'], says: '' };
    return {
      doubt: null,
      answer,
      day: { day: day('2026-03-17'), clause: 'J.5.b', says: '', toCome: false },
      falls: { parts: [], left: cents(0) },
    };
  };
}

describe('the batch of the drop box', () => {
  it.each([
    ['2026-03-17T08:29:59-07:00', '2026-03-16'],
    ['2026-03-17T08:30:00-07:00', '2026-03-17'],
    ['2026-03-14T12:00:00-07:00', '2026-03-13'],
    ['2026-02-16T10:00:00-08:00', '2026-02-13'],
  ])('J.5.a at %s the collection that is entered is that of %s', (now, on) => {
    expect(lastCollection(at(now), TERMS)).toEqual({ on, time: clockTime('08:30') });
  });

  it('posts what is neither confirmed nor refused; what was sent goes again whatever is foreseen', () => {
    const lines = [
      line('1', 100, DONE),
      line('2', 200),
      line('3', 300, { name: 'sent' }),
      line('4', 400),
      line('5', 500),
    ];
    const refused = foreseen(['3', '4']);
    expect(toPost(lines, refused).map((each) => each.key)).toEqual(['2', '3', '5']);
    expect(wrongLines(withState(lines, '2', REFUSED), refused)).toEqual([2, 4]);
    expect(sumsOf(lines)).toEqual({ lines: 5, amount: 1_500, done: 1, doneAmount: 100 });
  });

  it('stands against its slip', () => {
    expect(againstSlip('', 1_500)).toBeNull();
    expect(againstSlip('15.00', 1_500)).toEqual({ says: 'Balances with the slip', balances: true });
    expect(againstSlip('$20', 1_500)).toEqual({ says: '$5.00 less than the slip', balances: false });
  });

  it('tells a check that stands in it already', () => {
    const lines = [line('1', 100), line('2', 200)];
    expect(alreadyIn(lines, { accountId: 2, reference: '122', amount: cents(200) })).toBe(2);
    expect(alreadyIn(lines, { accountId: 2, reference: '123', amount: cents(200) })).toBeNull();
  });

  it('is found again as it was kept, unless an older page kept it', () => {
    const batch = { ...emptyBatch('2026-03-17', '08:30'), lines: [line('1', 100, DONE), line('2', 200, REFUSED)] };
    expect(parseBatch(JSON.stringify(batch))).toEqual(batch);
    expect(parseBatch('{"lines":[]}')).toBeNull();
    expect(parseBatch('{')).toBeNull();
    expect(parseBatch(null)).toBeNull();
  });

  it('J.5 names the second person for cash only', () => {
    const collectedAt = at('2026-03-17T08:30:00-07:00');
    const cash: BoxLine = { ...line('1', 100), tender: 'cash' };
    expect(paymentOf(cash, collectedAt, 'N. Okafor')).toEqual({
      amount: 100,
      method: 'cash',
      channel: 'dropbox',
      reference: '121',
      collectedAt,
      countedBy: 'N. Okafor',
    });
    expect(paymentOf(line('1', 100), null, 'N. Okafor')).not.toHaveProperty('countedBy');
  });
});
