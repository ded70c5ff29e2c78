import { agenda } from '../../engine/agenda.ts';
import { earliestClose, mayClose, mayList } from '../../engine/gate.ts';
import { withWritten } from '../../parameters/settings.ts';
import { review } from '../../test/assistance.fixture.ts';
import { account, at, GLENDORA, hold } from '../../test/facts.fixture.ts';
import {
  decisionDue,
  mayReview,
  maySupply,
  offerEnds,
  openReview,
  replyDue,
  reviewHoldUntil,
  supplyDue,
} from './g2-reviews.ts';

const RECEIVED = at('2026-03-16 16:00');
const LAST = (on: string) => at(`${on} 23:59:59`) + 999;

describe('G.2, the review of papers', () => {
  it('G.2 boundary: papers in Mon 2026-03-16 16:00, so at 17:00 R is not listed', () => {
    const held = { ...hold('G.2', '2026-03-16 16:00', null), kind: 'assistance-review' };
    const facts = account({ holds: [held], reviews: [review('reply', '2026-03-23 23:59:59')] });
    expect(mayList(facts, GLENDORA, at('2026-03-16 17:00')).mayList).toBe(false);
    expect(mayClose(facts, GLENDORA, at('2026-03-17 09:00')).because).toEqual(['G.2']);
    expect(mayList(account(), GLENDORA, at('2026-03-16 17:00')).mayList).toBe(true);
  });

  it('G.2-a boundary: received Mon 2026-03-16, the reply is in time to Mon 2026-03-23 23:59', () => {
    expect(replyDue(RECEIVED, GLENDORA)).toBe(LAST('2026-03-23'));
    expect(replyDue(at('2026-03-16 00:00'), GLENDORA)).toBe(LAST('2026-03-23'));
    // A late city answers all the same, and the hold stays until it does.
    const late = account({ reviews: [review('reply', '2026-03-23 23:59:59')] });
    expect(mayReview(late, GLENDORA, at('2026-03-24 09:00'), 'ask-more')).toMatchObject({
      granted: true,
      clauses: ['G.2-a'],
    });
    expect(reviewHoldUntil(review('reply', '2026-03-23 23:59:59'))).toBeNull();
  });

  it('G.2-b boundary: asked on the portal Mon 2026-03-23, in time to Sat 2026-03-28 23:59; then closing from Mon 2026-03-30', () => {
    const due = supplyDue(at('2026-03-23 11:00'), 'portal', GLENDORA);
    expect(due).toBe(LAST('2026-03-28'));
    const asked = account({ reviews: [review('supply', '2026-03-28 23:59:59')] });
    expect(maySupply(asked, GLENDORA, at('2026-03-28 23:59')).granted).toBe(true);
    expect(maySupply(asked, GLENDORA, at('2026-03-29 00:00'))).toMatchObject({ granted: false, clauses: ['G.2-b'] });
    const held = account({ holds: [hold('G.2', '2026-03-16 16:00', '2026-03-28 23:59:59')] });
    expect(earliestClose(held, GLENDORA, at('2026-03-29 09:00'))).toBe(at('2026-03-30 08:00'));
  });

  it('G.2-b a letter is presumed three days on its way', () => {
    expect(supplyDue(at('2026-03-23 11:00'), 'mail', GLENDORA)).toBe(LAST('2026-03-31'));
    const slow = withWritten(GLENDORA, { 'mail-days': '5' });
    expect(supplyDue(at('2026-03-23 11:00'), 'mail', slow)).toBe(LAST('2026-04-02'));
  });

  it("G.2-b the lapse comes at the last moment, and only in the customer's turn", () => {
    const asked = account({ bills: [], reviews: [review('supply', '2026-03-28 23:59:59')] });
    expect(agenda(asked, GLENDORA)).toMatchObject([
      { act: 'review-lapse', at: at('2026-03-28 23:59:59'), clause: 'G.2-b', key: '77/-/G.2-b/review-3' },
    ]);
    expect(agenda(account({ bills: [], reviews: [review('decide', '2026-03-28 23:59:59')] }), GLENDORA)).toEqual([]);
  });

  it('G.2-c boundary: information in Sat 2026-03-28, the decision is due Thu 2026-04-02', () => {
    expect(decisionDue(at('2026-03-28 23:59'), GLENDORA)).toBe(LAST('2026-04-02'));
    const decide = account({ reviews: [review('decide', '2026-04-02 23:59:59')] });
    expect(mayReview(decide, GLENDORA, at('2026-04-03 09:00'), 'not-eligible').clauses).toEqual(['G.2-c']);
    expect(mayReview(decide, GLENDORA, at('2026-04-01 09:00'), 'ask-more')).toMatchObject({ granted: false });
  });

  it('G.2-b nobody is found not eligible while their five days run', () => {
    const asked = account({ reviews: [review('supply', '2026-03-28 23:59:59')] });
    expect(mayReview(asked, GLENDORA, at('2026-03-27 09:00'), 'not-eligible').clauses).toEqual(['G.2-b']);
    expect(mayReview(asked, GLENDORA, at('2026-03-27 09:00'), 'ask-more').granted).toBe(false);
    expect(mayReview(asked, GLENDORA, at('2026-03-27 09:00'), 'offer').granted).toBe(true);
  });

  it('G.2 without papers there is nothing to answer or to supply', () => {
    expect(openReview(account())).toBeNull();
    expect(mayReview(account(), GLENDORA, RECEIVED, 'offer')).toMatchObject({ granted: false, clauses: ['G.2'] });
    expect(maySupply(account(), GLENDORA, RECEIVED)).toMatchObject({ granted: false, clauses: ['G.2-b'] });
  });

  it('G.1.c an offer stands seven calendar days, over the clock change too', () => {
    expect(offerEnds(at('2026-03-04 10:00'), GLENDORA)).toBe(LAST('2026-03-11'));
  });

  it("each limit is the city's to set", () => {
    const own = withWritten(GLENDORA, {
      'review-reply-days': '3',
      'review-supply-days': '10',
      'review-decide-days': '1',
      'offer-days': '14',
    });
    expect(replyDue(RECEIVED, own)).toBe(LAST('2026-03-19'));
    expect(supplyDue(RECEIVED, 'portal', own)).toBe(LAST('2026-03-26'));
    expect(decisionDue(RECEIVED, own)).toBe(LAST('2026-03-17'));
    expect(offerEnds(RECEIVED, own)).toBe(LAST('2026-03-30'));
  });
});
