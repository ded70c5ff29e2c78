import type { Instant } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { moment, testDatabase } from '@curbstop/testing';
import { CityClock } from './city-clock.ts';

const MACHINE = moment('2026-11-21T09:00:00Z');
const CITY = moment('2026-03-17T08:12:00-07:00');

describe("the city's clock", () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await testDatabase();
  });
  afterEach(() => db.close());

  it('is the machine’s until somebody turns it, and then goes on from there', async () => {
    let machine = MACHINE;
    const clock = new CityClock(() => machine);
    expect(await clock.refresh(db.source)).toBe(false);
    expect(clock.now()).toBe(MACHINE);
    const later = new CityClock(() => machine);
    machine = (MACHINE + 365 * 86_400_000) as Instant;
    await later.set(db.source, { cityAt: (machine + 500) as Instant, systemAt: machine, running: true, turning: null });
    expect(await clock.refresh(db.source)).toBe(true);
    expect(await clock.refresh(db.source)).toBe(false);
    machine = (machine + 2_000) as Instant;
    expect(clock.now()).toBe(machine + 500);
  });

  it('learns of a turn within a second when the notification is lost', async () => {
    const clock = new CityClock(() => MACHINE);
    const turned = new Promise<void>((done, failed) => {
      const step = clock.keepInStep(
        db.source,
        () => {
          step.stop();
          done();
        },
        failed,
      );
    });
    await new CityClock(() => MACHINE).set(db.source, {
      cityAt: CITY,
      systemAt: MACHINE,
      running: false,
      turning: null,
    });
    await turned;
    expect(clock.now()).toBe(CITY);
  });
});
