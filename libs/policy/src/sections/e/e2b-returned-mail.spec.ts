import { mayClose, mayList } from '../../engine/gate.ts';
import { account, at, GLENDORA, notice } from '../../test/facts.fixture.ts';
import {
  hangerAllows,
  hangerDueOn,
  isGoodFaithAttempt,
  mayNoteReturned,
  returnableNotice,
} from './e2b-returned-mail.ts';
import type { HoldFacts } from '../../facts/facts.ts';

const held = (until: string | null): HoldFacts => ({
  holdId: 1,
  clause: 'E.2.b',
  kind: 'undeliverable',
  from: at('2026-03-12 15:00'),
  until: until === null ? null : at(until),
  billIds: null,
});

describe('E.2.b', () => {
  it('E.2.b boundary: back Thu 2026-03-12 15:00, the hanger still to be left on Tue 2026-03-17: no close', () => {
    expect(hangerDueOn(at('2026-03-12 15:00'), GLENDORA)).toBe('2026-03-13');
    expect(mayClose(account({ holds: [held(null)] }), GLENDORA, at('2026-03-17 09:00'))).toMatchObject({
      mayClose: false,
      earliest: null,
      because: ['E.2.b'],
    });
  });

  it.each([
    ['Friday before a long weekend', '2026-02-13 15:00', '2026-02-17'],
    ['a Saturday', '2026-03-14 09:00', '2026-03-16'],
  ])('E.2.b %s: the visit is due on the next business day', (_name, returned, due) => {
    expect(hangerDueOn(at(returned), GLENDORA)).toBe(due);
  });

  it.each([
    ['in winter', '2026-03-17 10:00', '2026-03-19 10:00'],
    ['over the clock going forward', '2026-03-07 12:00', '2026-03-09 13:00'],
    ['over the clock going back', '2026-10-31 14:30', '2026-11-02 13:30'],
  ])('E.2.b forty-eight elapsed hours %s', (_name, left, allows) => {
    expect(hangerAllows(at(left), GLENDORA)).toBe(at(allows));
  });

  it('E.2.b closing may start at that very moment inside the window, and the list is built the evening before', () => {
    const facts = account({ holds: [held('2026-03-19 10:00')] });
    expect(mayClose(facts, GLENDORA, at('2026-03-19 09:59:59')).because).toEqual(['E.2.b']);
    expect(mayClose(facts, GLENDORA, at('2026-03-19 10:00')).mayClose).toBe(true);
    expect(mayList(facts, GLENDORA, at('2026-03-18 17:00'))).toMatchObject({ mayList: true });
    expect(mayList(facts, GLENDORA, at('2026-03-18 16:59:59'))).toMatchObject({ mayList: false });
  });

  it('E.2.b an end outside the window waits for the next one', () => {
    expect(mayClose(account({ holds: [held('2026-03-19 16:00')] }), GLENDORA, at('2026-03-19 10:00')).earliest).toBe(
      at('2026-03-20 08:00'),
    );
  });

  it.each([
    ['the gate locked, first visit', 'no-access', 0, false],
    ['the gate locked again', 'no-access', 1, true],
    ['a dog', 'dog', 0, true],
  ])('E.2.b %s counts as an attempt: %p', (_name, reason, earlier, counts) => {
    expect(isGoodFaithAttempt(reason, earlier)).toBe(counts);
  });

  it('E.2.b only mail that went out can come back, and once', () => {
    expect(returnableNotice(account())?.noticeId).toBe(1);
    expect(mayNoteReturned(account({ notices: [notice(null)] }))).toMatchObject({ granted: false, clauses: ['E.2.b'] });
    const back = { ...notice('2026-02-27'), returnedAt: at('2026-03-12 15:00') };
    expect(mayNoteReturned(account({ notices: [back] })).granted).toBe(false);
    const hung = { ...notice('2026-02-27'), leftAt: at('2026-02-27 10:00') };
    expect(mayNoteReturned(account({ notices: [hung] })).granted).toBe(false);
  });
});
