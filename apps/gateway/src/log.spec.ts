import { briefly } from './log.ts';

describe('the log', () => {
  it('keeps the values of a failed query and the connection out', () => {
    const failed = Object.assign(new Error('refused'), {
      code: '57P01',
      parameters: ['a secret'],
      client: { secretKey: 1 },
    });
    expect(briefly(failed)).toMatchObject({ message: 'refused', code: '57P01' });
    expect(JSON.stringify(briefly(failed))).not.toMatch(/a secret|secretKey/);
    expect(briefly('away')).toEqual({ message: 'away' });
  });
});
