// A life begins no earlier than the policy that it is lived under.
import { day } from '@curbstop/policy';
import { readScenario } from '../read/scenario.ts';
import type { Scenario } from '../read/scenario.ts';
import { checkBeginning } from './policy.ts';

function scenario(step: string, versions = ''): Scenario {
  const given = versions === '' ? [] : ['given:', `  versions: [${versions}]`];
  return readScenario(
    'life.yaml',
    ['title: A', ...given, 'when:', `  - { at: ${step}, do: ask-balance }`, 'then: []'].join('\n'),
  );
}

describe('the beginning of a life', () => {
  it('is a day after the policy is in force, or later', () => {
    expect(() => checkBeginning(scenario('2020-01-15'), 'glendora', day('2020-01-15'))).not.toThrow();
  });

  it('is refused before that, at its line', () => {
    expect(() => checkBeginning(scenario('2020-01-14'), 'glendora', day('2020-01-14'))).toThrow(
      'life.yaml:3: The policy of glendora can be tried from 2020-01-15 on, not from 2020-01-14.',
    );
  });

  it('is refused for a later version that is earlier than the policy', () => {
    const early = scenario('2026-01-15', '{ from: 2019-12-31, switches: { penalty-percent: 5 } }');
    expect(() => checkBeginning(early, 'glendora', day('2026-01-15'))).toThrow('life.yaml:3: ');
  });
});
