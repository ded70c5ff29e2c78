import { moment } from '@curbstop/testing';
import { CityClock } from './city-clock.ts';
import { clockTrouble, steadyTime } from './steady-time.ts';

const START = moment('2026-03-17T08:12:00-07:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("the machine's time", () => {
  let wall: number;
  let passed: number;
  let awake: number;
  const machine = () => steadyTime(() => wall, { inAll: () => passed, awake: () => awake });
  /** Time goes by. */
  const wait = (milliseconds: number): void => {
    sleep(milliseconds);
    awake += milliseconds;
  };
  /** Time goes by for a machine that sleeps. */
  const sleep = (milliseconds: number): void => {
    wall += milliseconds;
    passed += milliseconds;
  };

  beforeEach(() => {
    wall = START;
    passed = 5_000_000;
    awake = 1_000;
  });

  it('is what its clock says, small steps and a slow drift with it', () => {
    const time = machine();
    wait(HOUR);
    expect(time.now()).toBe(START + HOUR);
    wall += 90_000;
    expect(time.now()).toBe(START + HOUR + 90_000);
    // Half a second an hour, for a year: no jump at any moment.
    for (let nth = 0; nth < 365 * 24; nth += 1) {
      wait(HOUR);
      wall += 500;
      expect(time.jumped()).toBe(0);
      expect(time.now()).toBe(wall);
    }
  });

  it('does not follow a jump ahead, and believes the clock again when it is back', () => {
    const time = machine();
    wall += DAY;
    expect(time.now()).toBe(START);
    wait(HOUR);
    expect(time.now()).toBe(START + HOUR);
    expect(time.jumped()).toBe(DAY);
    wall -= DAY;
    expect(time.now()).toBe(START + HOUR);
    expect(time.jumped()).toBe(0);
  });

  it('follows a clock that is set back, and the city stands still until it is where it was', () => {
    const time = machine();
    const city = new CityClock(time.now);
    expect(city.now()).toBe(START);
    wall -= HOUR;
    expect(time.now()).toBe(START - HOUR);
    expect(city.now()).toBe(START);
    wait(HOUR + 60_000);
    expect(city.now()).toBe(START + 60_000);
    expect(time.jumped()).toBe(-HOUR);
    wall += HOUR;
    expect(city.now()).toBe(START + HOUR + 60_000);
    expect(time.jumped()).toBe(0);
  });

  it('goes on over the sleep of a machine, and does not follow a jump after it', () => {
    const time = machine();
    sleep(3 * DAY);
    expect(time.now()).toBe(START + 3 * DAY);
    expect(time.jumped()).toBe(0);
    wait(HOUR);
    wall += DAY;
    expect(time.now()).toBe(START + 3 * DAY + HOUR);
  });

  it('says what is wrong with the clock in a sentence', () => {
    expect(clockTrouble(0)).toBeNull();
    expect(clockTrouble(DAY)).toMatch(/jumped 24 hours ahead.*Set the machine's clock right/);
    expect(clockTrouble(-HOUR)).toMatch(/set back by 60 minutes; nothing comes due/);
  });
});
