import fc from 'fast-check';
import { addDays, day, isBusinessDay } from '../../calendar/days.ts';
import { agenda } from '../../engine/agenda.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { account, at, closing, GLENDORA, R } from '../../test/facts.fixture.ts';
import {
  finalReadLook,
  isFinalRead,
  lastDayBefore,
  mayCancelTrust,
  mayCloseAccount,
  mayReadFinally,
  revertsToOwner,
  signUpTagDue,
  trustEndsAt,
  turnsOffVacant,
} from './a3-closing.ts';
import { accountActs } from './due-actions.ts';
import type { AccountFacts, HoldFacts } from '../../facts/facts.ts';
import type { CloseWish } from './a3-closing.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const plain = account({ bills: [] });
const WISH: CloseWish = { by: 'tenant', written: true, effective: null };
const asks = (more: Partial<CloseWish>, facts: AccountFacts = plain) =>
  mayCloseAccount(facts, { ...WISH, ...more }, GLENDORA, at('2026-02-02 10:00'));

describe('A.3', () => {
  it('A.3 boundary: asked by telephone for 2026-02-02: still the customer’s on 2026-02-03', () => {
    expect(asks({ written: false, effective: day('2026-02-02') })).toMatchObject({ granted: false, clauses: ['A.3'] });
    expect(asks({ effective: day('2026-02-02') })).toMatchObject({ granted: true, clauses: ['A.3'] });
  });

  it.each([
    [null, '2026-02-02 10:00'],
    ['2026-01-20', '2026-02-02 10:00'],
    ['2026-02-02', '2026-02-02 10:00'],
    ['2026-02-03', '2026-02-03 00:00'],
  ])('A.3 effective %s: the account ends %s, never before the request', (effective, ends) =>
    expect(asks({ effective: effective === null ? null : day(effective) })).toMatchObject({
      granted: true,
      at: at(ends),
      on: ends.slice(0, 10),
    }),
  );

  it('A.3 a closed account, and one that closes sooner already, are refused; an earlier day is taken', () => {
    expect(asks({}, account({ open: false })).granted).toBe(false);
    const going = account({ closing: closing({ on: '2026-02-10', at: '2026-02-10' }) });
    expect(asks({ effective: day('2026-02-10') }, going).granted).toBe(false);
    expect(asks({ effective: day('2026-02-09') }, going).granted).toBe(true);
  });

  it('A.3 a read counts when it is less than 24 hours older than the close', () => {
    const each = closing({ at: '2026-02-10 10:00' });
    expect(isFinalRead(at('2026-02-09 10:00'), each)).toBe(false);
    expect(isFinalRead(at('2026-02-09 10:00:01'), each)).toBe(true);
    expect(isFinalRead(at('2026-02-14 10:00'), each)).toBe(true);
    expect(finalReadLook(each)).toBe(at('2026-02-11 10:00'));
  });

  it.each([
    ['nobody asked', null, false],
    ['the close is days away', closing({ at: '2026-02-12' }), false],
    ['it is posted', closing({ at: '2026-02-02 09:00', read: '2026-02-02 09:30' }), false],
    ['it is wanted', closing({ at: '2026-02-02 09:00' }), true],
  ])('A.3 a final read when %s', (_name, closing, granted) =>
    expect(mayReadFinally({ closing: closing }, at('2026-02-02 10:00'))).toMatchObject({ granted, clauses: ['A.3'] }),
  );

  it('A.3 the agenda ends the account on its day, once', () => {
    const facts = account({ bills: [], closing: closing({ on: '2026-02-10', at: '2026-02-10' }) });
    expect(accountActs(facts, GLENDORA)).toMatchObject([
      { at: at('2026-02-10'), act: 'account-closes', clause: 'A.3', key: '77/-/A.3/closes-2026-02-10' },
    ]);
    const closed = account({ bills: [], open: false, closing: closing({ on: '2026-02-10', at: '2026-02-10' }) });
    expect(accountActs(closed, GLENDORA)).toMatchObject([{ at: at('2026-02-11'), act: 'final-read' }]);
    expect(accountActs({ ...closed, meter: 'manual' }, GLENDORA)).toEqual([]);
  });

  it('A.1 the agenda opens an account on its day, but for one that another must end first', () => {
    const waiting = account({ bills: [], open: false, opening: { opensOn: day('2026-03-01'), afterAccountId: null } });
    expect(accountActs(waiting, GLENDORA)).toMatchObject([
      { at: at('2026-03-01'), act: 'account-opens', clause: 'A.1' },
    ]);
    const behind = { ...waiting, opening: { opensOn: day('2026-03-01'), afterAccountId: 12 } };
    expect(accountActs(behind, GLENDORA)).toEqual([]);
    expect(accountActs({ ...waiting, open: true }, GLENDORA)).toEqual([]);
  });
});

describe('A.3.a, A.3.b', () => {
  it('A.3.a boundary: closed Fri 2026-01-16: the tag is due Tue 2026-01-20', () => {
    expect(signUpTagDue(day('2026-01-16'), GLENDORA)).toBe('2026-01-20');
  });

  it(`A.3.a the tag is never due on the day itself or on a closed one (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(700), (shift) => {
        const closedOn = addDays(day('2026-01-01'), shift);
        const due = signUpTagDue(closedOn, GLENDORA);
        expect(due > closedOn && isBusinessDay(due, GLENDORA)).toBe(true);
      }),
      { seed },
    );
  });

  const gate = (now: string, more: Partial<AccountFacts> = {}) =>
    mayCloseFor('turn-off-vacant', account({ open: false, bills: [R], ...more }), GLENDORA, at(now));
  const unread = closing({ at: '2026-02-10 10:00' });
  const read = closing({ at: '2026-02-10 10:00', read: '2026-02-10 11:00' });

  it('A.3.b boundary: not before the final read is posted', () => {
    expect(gate('2026-02-10 12:00', { closing: unread })).toMatchObject({
      mayClose: false,
      earliest: null,
      because: ['A.3.b'],
    });
    expect(gate('2026-02-10 12:00', { closing: read })).toMatchObject({
      mayClose: true,
      because: ['A.3.b'],
      billIds: [],
    });
  });

  it.each([
    ['at night', '2026-02-10 17:00', {}, 'E.1', '2026-02-11 08:00'],
    ['on a holiday', '2026-02-16 10:00', {}, 'E.1', '2026-02-17 08:00'],
    ['with a Landlord Trust', '2026-02-10 12:00', { landlordTrust: true }, 'A.4', null],
    ['with somebody after', '2026-02-10 12:00', { closing: { ...read, followed: true } }, 'A.3.c', null],
    ['with the account open again', '2026-02-10 12:00', { open: true }, 'A.3.c', null],
    ['when the water is off', '2026-02-10 12:00', { service: 'off' }, 'A.3.b', null],
  ] as const)('A.3.b not %s', (_name, now, more, clause, earliest) => {
    const verdict = gate(now, { closing: read, ...more });
    expect(verdict).toMatchObject({
      mayClose: false,
      because: [clause],
      earliest: earliest === null ? null : at(earliest),
    });
  });

  it('A.3.b not in a moratorium, which no extension of the old customer is', () => {
    const moratorium: HoldFacts = {
      holdId: -1,
      clause: 'E.1',
      kind: 'moratorium',
      from: at('2026-02-10'),
      until: at('2026-02-12 18:00'),
      billIds: null,
    };
    expect(gate('2026-02-10 12:00', { closing: read, holds: [moratorium] })).toMatchObject({
      mayClose: false,
      earliest: at('2026-02-13 08:00'),
    });
    const extension = { ...moratorium, kind: 'extension', clause: 'D.1' as const };
    expect(gate('2026-02-10 12:00', { closing: read, holds: [extension] }).mayClose).toBe(true);
  });

  it.each([
    ['tenant', false, false, true],
    ['agent', false, false, true],
    ['owner', false, false, false],
    ['successor', false, false, false],
    ['tenant', true, false, false],
    ['tenant', false, true, false],
  ] as const)('A.3.b closed by the %s, followed %p, trust %p: %p', (by, followed, trust, expected) =>
    expect(turnsOffVacant({ by, followed }, trust)).toBe(expected),
  );
});

describe('A.4', () => {
  const trust = { ownerId: 5, endedAt: null };
  const tenantCloses = { by: 'tenant' as const, followed: false, at: at('2026-02-10 10:00'), customerId: 7 };

  it('A.4 boundary: with a trust the place goes back to the owner when the tenant closes', () => {
    expect(revertsToOwner(trust, tenantCloses)).toBe(true);
    expect(revertsToOwner(null, tenantCloses)).toBe(false);
    expect(revertsToOwner(trust, { ...tenantCloses, by: 'owner' })).toBe(true);
    expect(revertsToOwner(trust, { ...tenantCloses, followed: true })).toBe(false);
  });

  it('A.4.a boundary: tenant B opens 2026-03-01: the owner is billed to 2026-02-28', () => {
    expect(lastDayBefore(day('2026-03-01'))).toBe('2026-02-28');
    // The owner who is the customer may end it.
    expect(revertsToOwner(trust, { ...tenantCloses, by: 'owner', customerId: 5 })).toBe(false);
    expect(revertsToOwner(trust, { ...tenantCloses, by: 'successor', customerId: 5 })).toBe(false);
  });

  it('A.4.b boundary: cancelled 2026-03-02, the tenant closes 2026-03-03: no owner to go back to', () => {
    const ended = { ownerId: 5, endedAt: at('2026-03-02 09:00') };
    expect(revertsToOwner(ended, { ...tenantCloses, at: at('2026-03-03') })).toBe(false);
    expect(revertsToOwner(ended, { ...tenantCloses, at: at('2026-03-02 08:59:59') })).toBe(true);
    expect(mayCancelTrust(trust, true).granted).toBe(true);
    expect(mayCancelTrust(trust, false)).toMatchObject({ granted: false, clauses: ['A.4.b'] });
    expect(mayCancelTrust(ended, true).granted).toBe(false);
  });

  it('A.4.b a sale found later ends it on the day it was recorded', () => {
    expect(trustEndsAt(at('2026-03-10 09:00'), day('2026-03-02'), GLENDORA)).toBe(at('2026-03-02'));
    expect(trustEndsAt(at('2026-03-10 09:00'), null, GLENDORA)).toBe(at('2026-03-10 09:00'));
    expect(trustEndsAt(at('2026-03-10 09:00'), day('2026-04-01'), GLENDORA)).toBe(at('2026-03-10 09:00'));
  });
});

it('A.3 a closed account is on no list', () => {
  const closed = account({ open: false, closedOn: day('2026-02-10'), closing: closing({ at: '2026-02-10' }) });
  expect(agenda(closed, GLENDORA).map((due) => due.act)).not.toContain('list');
});
