import type { DispatchOrder, Reason } from '@curbstop/contracts';
import { isWithCrew } from '@curbstop/work-orders';
import { ago, civilDay, civilDayIn, kindWord, money, valveWords } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';

/** A recall not seen for this long rings the dispatcher. */
export const RING_MS = 90_000;

/** Seconds up to three minutes, because a recall is counted in them; then minutes. */
function waited(ms: number): string {
  return ms < 180_000 ? `${Math.max(0, Math.floor(ms / 1_000))} s` : `${Math.floor(ms / 60_000)} min`;
}

/** A recall in the crew's hands and not seen in time. */
export function rings(order: DispatchOrder, now: number): boolean {
  return (
    order.recall !== null &&
    order.recall.seenAt === null &&
    order.recall.answered === null &&
    now - order.recall.at >= RING_MS
  );
}

/** How far a recall has come: `sent, not delivered for 12 s`, `not seen for 64 s`, `seen 9:41:30`, `valve open`. */
export function recallReceipt(order: DispatchOrder, now: number, formats: CityFormats): string {
  const { recall } = order;
  if (recall === null) return '';
  if (recall.answered !== null) return `answered, the valve is ${recall.answered}`;
  if (recall.seenAt !== null) return `seen ${formats.exact(recall.seenAt)}, not answered`;
  const waits = waited(now - recall.at);
  return recall.deliveredAt === null ? `not delivered for ${waits}` : `not seen for ${waits}`;
}

/** The facts of a row in one line, the one to know first at its beginning. `today` is the day of the list. */
export function rowFact(order: DispatchOrder, now: number, today: DispatchOrder['dueOn']): string {
  const facts: string[] = [];
  if (order.dueOn > today) facts.push(`For ${civilDay(order.dueOn, 'week')}`);
  if (order.urgent) facts.push('Urgent');
  if (order.parked !== null && isWithCrew(order.state))
    facts.push(order.parked.answer === null ? 'Waits for the cashier' : 'The cashier found no payment');
  if (order.outcome !== null && ['cannot-complete', 'held', 'cancelled'].includes(order.state))
    facts.push(order.outcome);
  if (order.command !== null && order.state === 'released') facts.push(commandInWords(order.command));
  else if (order.valve.kind === 'remote') {
    facts.push(
      order.valve.reportedAt === null
        ? 'Remote valve, never heard'
        : `Remote valve, heard ${ago(order.valve.reportedAt, now)}`,
    );
  }
  if (order.hazard !== '') facts.push(order.hazard);
  if (order.reason !== null) facts.push(order.reason);
  if (order.meterNote !== '') facts.push(order.meterNote);
  if (facts.length === 0) facts.push(kindWord(order.kind));
  return facts.join(' · ');
}

const COMMAND_WORDS: Readonly<Record<NonNullable<DispatchOrder['command']>['state'], string>> = {
  queued: 'not sent yet',
  sent: 'sent',
  acked: 'the valve has it',
  executed: 'done, not proven yet',
  verified: 'proven',
  withdrawn: 'withdrawn',
  expired: 'expired',
  failed: 'failed',
};

/** `Remote close sent` */
export function commandInWords(command: NonNullable<DispatchOrder['command']>): string {
  return `Remote ${command.action} ${COMMAND_WORDS[command.state]}${command.why === null ? '' : `: ${command.why}`}`;
}

/** What a row shows at its right: the debt of a turn-off; nothing where no debt is worked on. */
export function owed(order: DispatchOrder): string {
  return order.pastDue > 0 ? money(order.pastDue) : '';
}

/** `Remote. Open, 12 s ago`, `Curb stop. Closed, 3 h ago`. A curb stop nobody has turned yet has no report and is only named. */
export function valveInWords(valve: DispatchOrder['valve'], now: number): string {
  const words = valveWords(valve.state, valve.reportedAt, now);
  if (valve.kind === 'remote') return `Remote. ${words}`;
  if (valve.reportedAt !== null) return `Curb stop. ${words}`;
  return valve.state === 'unknown' ? 'Curb stop' : `Curb stop. ${words.replace(', never reported', ', on record')}`;
}

/** `H.2 Appeal pending, until Mar 20` */
export function holdInWords(hold: Reason, formats: CityFormats, now: number): string {
  if (hold.until === null) return hold.says;
  return `${hold.says}, until ${civilDayIn(formats.civil(hold.until), formats.civil(now))}`;
}
