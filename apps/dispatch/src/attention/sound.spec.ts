import { attentionItem } from '@curbstop/contracts';
import type { AttentionItem } from '@curbstop/contracts';
import { isLoud, soundKey, timerInWords } from './sound.ts';

const item = (level: AttentionItem['level']): AttentionItem =>
  attentionItem.parse({
    key: 'urgent-reconnect/order-7',
    kind: 'urgent-reconnect',
    level,
    since: 1,
    orderId: 7,
    accountId: 1,
    crewId: null,
    title: '1448 Crane Ford Drive',
    message: 'The water must come back on.',
    clause: 'E.1',
    escalation: null,
  });

describe('the sound of the lane', () => {
  it('is quieted for one level of one thing, and comes back when it escalates', () => {
    const quiet = new Set([soundKey(item('alarm'))]);
    expect(isLoud([item('alarm')], new Set())).toBe(true);
    expect(isLoud([item('alarm')], quiet)).toBe(false);
    expect(isLoud([item('escalated')], quiet)).toBe(true);
    expect(isLoud([item('watch')], new Set())).toBe(false);
  });

  it.each([
    [45_000, '0:45'],
    [723_000, '12:03'],
    [11_100_000, '3 h 05 min'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, words) => expect(timerInWords(ms)).toBe(words));
});
