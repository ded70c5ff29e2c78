import { anOrder, aStop } from '../testing/an-order.ts';
import { recallEffect, whyNoRecall } from './recall-words.ts';

const atValve = (state: string, action = 'close', kind = 'turn-off') =>
  anOrder({
    kind,
    valve: { kind: 'remote', state: 'open', reportedAt: 1 },
    command: { commandId: 'a-command', action, state, since: 1, why: null },
  });

describe('a recall', () => {
  it.each(['queued', 'sent', 'acked'])('can be asked for while the command is %s', (state) => {
    expect(whyNoRecall(atValve(state))).toBeNull();
  });

  it('is locked, with the reason, once the valve has done it', () => {
    expect(whyNoRecall(atValve('executed'))).toContain('The valve has closed.');
    expect(whyNoRecall(atValve('executed', 'open', 'reconnect'))).toBe('The valve has opened.');
    expect(whyNoRecall(aStop(1, 7, 1))).toBeNull();
  });

  it('says what happens, by who has the order and how far it is', () => {
    expect(recallEffect(aStop(1, 7, 1))).toContain('tablet shows STOP');
    expect(recallEffect(atValve('queued'))).toContain('It has not been sent.');
    expect(recallEffect(atValve('queued'))).not.toContain('tablet');
    expect(recallEffect(atValve('sent'))).toContain('opened again at once, for no fee');
    expect(recallEffect(atValve('sent', 'open', 'reconnect'))).toContain('may open all the same');
  });
});
