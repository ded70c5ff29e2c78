import type { CrewAction, Evidence } from '@curbstop/contracts';
import { newDraft } from '../job/draft.ts';
import type { JobDraft } from '../job/draft.ts';
import { deedOf } from './deed.ts';
import { recallWords } from './words.ts';
import type { RecallWords } from './words.ts';

const ORDER = 612;
const AT_8_38 = 838;
const time = (at: number): string => `${Math.floor(at / 100)}:${String(at % 100).padStart(2, '0')}`;
const draft = (change: Partial<JobDraft> = {}): JobDraft => ({ ...newDraft(ORDER), ...change });
const turned = (state: 'open' | 'closed', change: Partial<JobDraft> = {}): JobDraft =>
  draft({ arrivedAt: 830, valve: { state, at: AT_8_38, permitId: null }, ...change });
const action = (change: object, orderId = ORDER): CrewAction => ({ orderId, deviceAt: 845, ...change }) as CrewAction;
const complete = (evidence: Partial<Evidence>): CrewAction => action({ type: 'complete', evidence });

const words = (effect: 'off' | 'on' | 'none', from: JobDraft, waiting: readonly CrewAction[] = []): RecallWords =>
  recallWords(effect, deedOf(from, waiting), time);
const first = ({ answers }: RecallWords): string | undefined => answers[0]?.valve;

describe('what a recall says', () => {
  it.each<[string, JobDraft, CrewAction[]]>([
    ['before anything was done', draft(), []],
    ['after arriving', draft({ arrivedAt: 830 }), []],
    ['after arriving, with the arrival still to be sent', draft(), [action({ type: 'arrive' })]],
    [
      'at the slide, with everything else done',
      draft({ arrivedAt: 830, serialAt: 832, read: { register: '80', at: 834, despite: false } }),
      [],
    ],
    ['after the stop was left undone', draft({ endedAt: 840 }), [action({ type: 'cannot-complete' })]],
    ['after another stop was turned off', draft(), [action({ type: 'complete', evidence: { valve: 'closed' } }, 613)]],
  ])('E.1 turn-off, %s: do not close, and leaving it alone stands first', (_moment, from, waiting) => {
    const said = words('off', from, waiting);
    expect(said.lead).toBe('Do not close the valve.');
    expect(first(said)).toBe('open');
  });

  it.each<[string, JobDraft, CrewAction[], string]>([
    ['after the slide', turned('closed'), [], 'nothing to complete'],
    ['after the flow check and the tag', turned('closed', { flowAt: 841, tagAt: 843 }), [], 'nothing to complete'],
    [
      'with the completion waiting',
      turned('closed', { endedAt: 845 }),
      [complete({ valve: 'closed' })],
      'goes out with your answer',
    ],
    ['with the completion sent', turned('closed', { endedAt: 845 }), [], 'The city has your report'],
    [
      'closed, and left undone because it leaks',
      turned('closed', { endedAt: 845 }),
      [action({ type: 'cannot-complete' })],
      'goes out',
    ],
    [
      'with the draft forgotten and the completion waiting',
      draft(),
      [complete({ valve: 'closed', valveTurnedAt: AT_8_38 as Evidence['valveTurnedAt'] })],
      'goes out with your answer',
    ],
  ])('E.1 turn-off, %s: says when it was closed, and to open it', (_moment, from, waiting, detail) => {
    const said = words('off', from, waiting);
    expect(said.lead).toBe('You closed it at 8:38. Open it now.');
    expect(said.detail).toContain(detail);
    expect(said.answers.map(({ valve }) => valve)).toEqual(['closed', 'open']);
    expect(JSON.stringify(said)).not.toContain('left it alone');
  });

  it.each<[string, JobDraft, string, string]>([
    ['not there yet', draft(), 'Do not open the valve.', 'closed'],
    ['there, the valve untouched', draft({ arrivedAt: 830 }), 'Do not open the valve.', 'closed'],
    ['opened', turned('open'), 'You opened it at 8:38. Leave it open.', 'open'],
    ['opened and completed', turned('open', { endedAt: 845 }), 'You opened it at 8:38. Leave it open.', 'open'],
  ])('reconnect, %s: the water that is on stays on', (_moment, from, lead, valve) => {
    const said = words('on', from);
    expect([said.lead, first(said)]).toEqual([lead, valve]);
    expect(JSON.stringify(said)).not.toContain('fee');
  });

  it.each<[string, JobDraft, CrewAction[], string]>([
    ['not there yet', draft(), [], 'Leave this stop.'],
    ['there', draft({ arrivedAt: 830 }), [], 'Leave this stop.'],
    ['the notice left', draft({ tagAt: AT_8_38 }), [], 'You left the notice at 8:38. Take it down again.'],
    [
      'the notice left, the report waiting',
      draft(),
      [complete({ tagLeft: true })],
      'You left the notice at 8:45. Take it down again.',
    ],
    [
      'the meter read',
      draft({ read: { register: '80', at: AT_8_38, despite: false } }),
      [],
      'You read the meter at 8:38. Leave this stop.',
    ],
  ])('posting or reading, %s: one answer, and no valve to ask for', (_moment, from, waiting, lead) => {
    const said = words('none', from, waiting);
    expect([said.lead, said.answers.length]).toEqual([lead, 1]);
  });
});
