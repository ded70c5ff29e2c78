import type { DispatchOrder } from '@curbstop/contracts';
import { cityFormats } from '@curbstop/ui';
import { anOrder } from '../testing/an-order.ts';
import { byClause } from './blocked.ts';
import type { BlockedAccount } from './blocked.ts';
import { recallReceipt, rings, rowFact, valveInWords } from './facts.ts';

const formats = cityFormats('America/Los_Angeles');
const at = 1_773_765_600_000;
const recall = { at, says: 'Paid', clauses: ['J.4'], paid: null, deliveredAt: null, seenAt: null, answered: null };
const recalled = (parts: object): DispatchOrder => anOrder({ state: 'cancelled', recall: { ...recall, ...parts } });

describe('a recall’s receipt', () => {
  it.each([
    [{}, 12_000, 'not delivered for 12 s'],
    [{ deliveredAt: at + 1_000 }, 64_000, 'not seen for 64 s'],
    [{ deliveredAt: at + 1_000 }, 200_000, 'not seen for 3 min'],
    [{ seenAt: at + 5_000 }, 9_000, 'seen 9:40:05 am, not answered'],
    [{ seenAt: at + 5_000, answered: 'open' }, 9_000, 'answered, the valve is open'],
  ])('%j after %i ms: %s', (parts, later, says) => {
    expect(recallReceipt(recalled(parts), at + later, formats)).toBe(says);
  });

  it('rings from 90 s on, until it is seen', () => {
    expect(rings(recalled({}), at + 89_999)).toBe(false);
    expect(rings(recalled({}), at + 90_000)).toBe(true);
    expect(rings(recalled({ seenAt: at + 95_000 }), at + 100_000)).toBe(false);
  });
});

describe('the fact of a row', () => {
  const today = anOrder().dueOn;
  it.each([
    [{ hazard: 'Dog', meterNote: 'Meter in front lawn' }, 'Dog · Meter in front lawn'],
    [{}, 'Turn off'],
    [{ dueOn: '2026-03-18' }, 'For Wed, Mar 18'],
    [{ valve: { kind: 'remote', state: 'open', reportedAt: at - 180_000 } }, 'Remote valve, heard 3 min ago'],
    [{ valve: { kind: 'remote', state: 'unknown', reportedAt: null } }, 'Remote valve, never heard'],
    [
      { command: { commandId: 'c', action: 'close', state: 'queued', since: at, why: null } },
      'Remote close not sent yet',
    ],
    [{ state: 'cannot-complete', outcome: 'Dog or other danger' }, 'Dog or other danger'],
  ])('%j: %s', (parts, says) => {
    expect(rowFact(anOrder(parts), at, today)).toBe(says);
  });
});

describe('accounts kept off the list', () => {
  const account = (accountId: number, clause: string, says: string): BlockedAccount => ({
    ...anOrder(),
    accountId,
    clause: clause as BlockedAccount['clause'],
    says,
    earliest: null,
  });
  it('stand under their clause, the fullest first, different reasons named as such', () => {
    const groups = byClause([
      account(1, 'H.2', 'Appeal'),
      account(2, 'D.2', 'To Mar 20'),
      account(3, 'D.2', 'To Mar 27'),
    ]);
    expect(groups.map(({ clause, says, accounts }) => [clause, says, accounts.length])).toEqual([
      ['D.2', 'To Mar 20, and others', 2],
      ['H.2', 'Appeal', 1],
    ]);
  });
});

describe('a valve in words', () => {
  it.each([
    [{ kind: 'curb-stop', state: 'unknown', reportedAt: null }, 'Curb stop'],
    [{ kind: 'curb-stop', state: 'closed', reportedAt: null }, 'Curb stop. Closed, on record'],
    [{ kind: 'curb-stop', state: 'closed', reportedAt: at }, 'Curb stop. Closed, 2 min ago'],
    [{ kind: 'remote', state: 'unknown', reportedAt: null }, 'Remote. Unknown, never reported'],
    [{ kind: 'remote', state: 'open', reportedAt: at }, 'Remote. Open, 2 min ago'],
  ] as const)('%j', (valve, says) => {
    expect(
      valveInWords({ ...valve, reportedAt: valve.reportedAt as DispatchOrder['valve']['reportedAt'] }, at + 120_000),
    ).toBe(says);
  });
});
