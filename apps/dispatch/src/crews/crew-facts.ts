import type { CrewDay } from '@curbstop/contracts';
import { duration } from '@curbstop/ui';
import { fixLook } from '@curbstop/ui/map';

/** `Truck 14 · fix 12 s · 81% · outbox 0`; what was never heard is said as such. Nothing of a crew off shift. */
export function crewFacts(crew: CrewDay, now: number): string {
  if (!crew.onShift) return `${crew.truck} · off shift`;
  const look = crew.position === null ? null : fixLook(crew.position.at, now);
  const fix =
    crew.position === null || look === null
      ? 'no fix'
      : `${look === 'hollow' ? 'old fix' : 'fix'} ${duration(now - crew.position.at)}`;
  const facts = [crew.truck, fix];
  if (crew.battery !== null) facts.push(`${crew.battery}%`);
  if (crew.outbox !== null) facts.push(`outbox ${crew.outbox}`);
  return facts.join(' · ');
}
