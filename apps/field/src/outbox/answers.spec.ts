import type { CrewAction, CrewActionResult, CrewJob } from '@curbstop/contracts';
import { asksForMore } from './answers.ts';

const action = (change: object): CrewAction => ({ orderId: 612, ...change }) as CrewAction;
const answer = (state: CrewJob['state'] | null, result: CrewActionResult['result'] = 'accepted'): CrewActionResult =>
  ({ result, job: state && { state } }) as CrewActionResult;

describe('an answer that leaves something to do', () => {
  it.each([
    ['a completion as usual', action({ type: 'complete' }), answer('completed'), false],
    ['a completion said again', action({ type: 'complete' }), answer('completed', 'duplicate'), false],
    ['E.1 closed after it was called off', action({ type: 'complete' }), answer('cancelled'), true],
    ['E.1 closed, and the order is gone', action({ type: 'complete' }), answer(null, 'duplicate'), true],
    ['a refusal, which is shown as such', action({ type: 'complete' }), answer(null, 'refused'), false],
    ['recalled, already closed', action({ type: 'recall-seen', valve: 'closed' }), answer(null), true],
    ['recalled, still open', action({ type: 'recall-seen', valve: 'open' }), answer(null), false],
    ['arrived', action({ type: 'arrive' }), answer('on-site'), false],
  ])('%s', (_name, done, heard, more) => expect(asksForMore(done, heard)).toBe(more));
});
