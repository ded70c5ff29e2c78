import type { Me } from '@curbstop/contracts';
import { isOver, isSame, SESSION_IDLE_MS, whoIs } from './crew.ts';

const HOUR_MS = 3_600_000;
const me = (change: Partial<Me> = {}): Me =>
  ({ staffId: 7, crewId: 3, roles: ['crew'], mustChangePassword: false, ...change }) as Me;
const session = { me: me(), endsAt: 16 * HOUR_MS, heardAt: 0, skewMs: 0 };

describe('whose day is on the tablet', () => {
  it.each([
    ['just heard', 0, false],
    ['the middle of the shift', 8 * HOUR_MS, false],
    ['just before it ends unused', SESSION_IDLE_MS - 1, false],
    ['unused for as long as the server allows', SESSION_IDLE_MS, true],
    ['the clock was set back', -HOUR_MS, true],
    ['the clocks a minute apart', -60_000, false],
  ])('%s: over is %3$s', (_name, now, over) => expect(isOver(session, now)).toBe(over));

  it('a session ends at its absolute end, however lately the server was heard', () => {
    const used = { ...session, heardAt: 15.9 * HOUR_MS };
    expect(isOver(used, 16 * HOUR_MS - 1)).toBe(false);
    expect(isOver(used, 16 * HOUR_MS)).toBe(true);
  });

  it('nobody sees it while the server is being asked; without a network the one whose session stands does', () => {
    expect(whoIs({ phase: 'asking' }, me())).toBeNull();
    expect(whoIs({ phase: 'out' }, me())).toBeNull();
    expect(whoIs({ phase: 'unknown', error: null }, me())).toEqual(me());
    expect(whoIs({ phase: 'unknown', error: null }, null)).toBeNull();
  });

  it('a crew that signs in waits until the day of the one before is gone', () => {
    const other = me({ staffId: 8, crewId: 4 });
    expect(whoIs({ phase: 'in', me: other }, me())).toBeNull();
    expect(whoIs({ phase: 'in', me: other }, other)).toEqual(other);
    const clerk = me({ roles: ['clerk'], crewId: null });
    expect(whoIs({ phase: 'in', me: clerk }, null)).toEqual(clerk);
  });

  it('another person, and the same one moved to another crew, is another', () => {
    expect(isSame(me(), me({ name: 'Renamed' }))).toBe(true);
    expect(isSame(me(), me({ staffId: 8 }))).toBe(false);
    expect(isSame(me(), me({ crewId: 4 }))).toBe(false);
  });
});
