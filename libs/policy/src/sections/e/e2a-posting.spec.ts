import { agenda } from '../../engine/agenda.ts';
import { mayClose, mayList } from '../../engine/gate.ts';
import { withSettings } from '../../parameters/settings.ts';
import { account, at, GLENDORA, hold, notice } from '../../test/facts.fixture.ts';
import type { AccountFacts, ContactFacts, NoticeFacts } from '../../facts/facts.ts';

const POSTING = withSettings(GLENDORA, { posting48h: true });
const PHONE = withSettings(GLENDORA, { phoneContact: true });
const MAILED = notice('2026-02-27');
const tag = (moment: string): NoticeFacts => ({
  ...notice(moment.slice(0, 10), [1], 'door-hanger'),
  noticeId: 2,
  leftAt: at(moment),
});
const talk = (kind: ContactFacts['kind'], moment: string): ContactFacts => ({ contactId: 1, kind, at: at(moment) });
const orders = (facts: AccountFacts) => agenda(facts, POSTING).filter((act) => act.act === 'posting');

describe('posting-48h', () => {
  it('off: no tag is wanted', () => {
    expect(mayClose(account(), GLENDORA, at('2026-03-17 09:00')).mayClose).toBe(true);
    expect(agenda(account(), GLENDORA).some((act) => act.act === 'posting')).toBe(false);
  });

  it.each([
    ['nothing posted, nobody told', {}, null],
    ['a tag 48 hours before', { notices: [MAILED, tag('2026-03-15 09:00')] }, '2026-03-17 09:00'],
    ['a tag later', { notices: [MAILED, tag('2026-03-16 15:00')] }, '2026-03-18 15:00'],
    ['an adult told the day before', { contacts: [talk('adult', '2026-03-16 10:00')] }, '2026-03-17 10:00'],
    ['only a call', { contacts: [talk('phone', '2026-03-02 10:00')] }, null],
  ] as const)('on, %s', (_name, more, moment) => {
    const verdict = mayClose(account(more), POSTING, at('2026-03-17 08:00'));
    expect(verdict.earliest).toBe(moment === null ? null : at(moment));
    if (moment === null) expect(verdict.because).toEqual(['E.2.a']);
  });

  it('on, the tag is ordered three business days before the close, once for each close', () => {
    expect(orders(account())).toMatchObject([
      { at: at('2026-03-12 10:00'), clause: 'E.2.a', key: '77/1/E.2.a/posting-2026-03-17' },
    ]);
    expect(orders(account({ notices: [MAILED, tag('2026-03-13 09:00')] }))).toEqual([]);
  });

  it('D.7 after an extension a tag of before it does not count; a new one is ordered', () => {
    const extended = hold('D.1', '2026-03-14', '2026-03-20 17:00');
    const facts = account({ holds: [extended], notices: [MAILED, tag('2026-03-13 09:00')] });
    expect(mayClose(facts, POSTING, at('2026-03-23 09:00')).because).toEqual(['D.7']);
    expect(orders(facts)).toMatchObject([{ at: at('2026-03-18 10:00'), clause: 'D.7' }]);
    const posted = { ...facts, notices: [MAILED, tag('2026-03-19 09:00')] };
    expect(mayList(posted, POSTING, at('2026-03-20 17:00')).mayList).toBe(true);
  });
});

describe('phone-contact', () => {
  it.each([
    ['nobody called', [], null],
    ['called on day 43', [talk('phone', '2026-02-27 14:00')], '2026-03-17 08:00'],
    ['called seven business days before', [talk('phone', '2026-03-06 14:00')], '2026-03-17 08:00'],
    ['called six business days before', [talk('phone', '2026-03-09 14:00')], '2026-03-18 08:00'],
    ['called before the bill was past due', [talk('phone', '2026-02-26 14:00')], null],
  ] as const)('on, %s', (_name, contacts, moment) => {
    const verdict = mayClose(account({ contacts }), PHONE, at('2026-03-16 12:00'));
    expect(verdict.earliest).toBe(moment === null ? null : at(moment));
  });

  it('on, a clerk is asked to call on day 43', () => {
    expect(agenda(account(), PHONE).find((act) => act.act === 'phone-task')).toMatchObject({
      at: at('2026-02-27 10:00'),
      clause: 'E.2.a',
    });
    expect(agenda(account(), GLENDORA).some((act) => act.act === 'phone-task')).toBe(false);
  });
});
