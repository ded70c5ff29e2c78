import type { EventMap, EventName } from '@curbstop/contracts';
import type { Cents, Day } from '@curbstop/policy';
import { feetWords, formatDollars, longDay } from '@curbstop/policy';

type Facts = Readonly<Record<string, unknown>>;

function text(facts: Facts, key: string): string {
  const value = facts[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
function words(facts: Facts, key: string): string {
  return text(facts, key).replaceAll('-', ' ');
}
function list(facts: Facts, key: string): string {
  const value = facts[key];
  return Array.isArray(value) ? value.join(', ') : '';
}
function sentences(facts: Facts, key: string): string {
  const value = facts[key];
  return Array.isArray(value) ? value.map((each) => ` ${String(each)}`).join('') : '';
}
function dollars(facts: Facts, key: string): string {
  const value = facts[key];
  return typeof value === 'number' ? formatDollars(value as Cents) : '';
}
function on(facts: Facts, key: string): string {
  const value = text(facts, key);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDay(value as Day) : value;
}
const where = (facts: Facts): string =>
  text(facts, 'routeGroup') === '' ? 'in the whole city' : `on route ${text(facts, 'routeGroup')}`;
const order = (facts: Facts): string => `Order ${text(facts, 'number')}, ${words(facts, 'kind')}`;

/** Every event in words that a clerk can read out. */
const TELL: Readonly<Record<EventName, (facts: Facts) => string>> = {
  'account.opened': (f) => `Account opened from ${on(f, 'from')}.`,
  'account.closed': (f) => `Account closed on ${on(f, 'on')}.`,
  'account.reverted': (f) => `Account back with the owner from ${on(f, 'from')}.`,
  'bill.issued': (f) => `Bill ${text(f, 'number')}: ${dollars(f, 'amount')}, due ${on(f, 'due')}.`,
  'charge.posted': (f) => `Charged ${dollars(f, 'amount')}: ${words(f, 'kind')}.`,
  'credit.posted': (f) => `Credited ${dollars(f, 'amount')}: ${words(f, 'kind')}.`,
  'payment.received': (f) =>
    `Paid ${dollars(f, 'amount')} by ${words(f, 'method')}, ${words(f, 'channel')}; counts from ${on(f, 'effective')}.`,
  'payment.credited': (f) => `Payment of ${dollars(f, 'amount')} credited.`,
  'payment.doubted': (f) => `Payment of ${dollars(f, 'amount')} kept, not credited: ${text(f, 'why')}`,
  'payment.set-aside': (f) => `Payment of ${dollars(f, 'amount')} set aside: ${text(f, 'why')}`,
  'payment.reversed': (f) => `Payment of ${dollars(f, 'amount')} reversed: ${text(f, 'reason')}`,
  'notice.mailed': (f) =>
    `${words(f, 'kind')} notice mailed${typeof f['amount'] === 'number' ? `, ${dollars(f, 'amount')}` : ''}.`,
  'hold.placed': (f) => `Held: ${words(f, 'kind')}.`,
  'hold.lifted': (f) => `Hold lifted: ${words(f, 'kind')}.`,
  'block.found': (f) => `Not listed: ${words(f, 'kind')}.`,
  'block.ended': (f) => `No longer in the way: ${words(f, 'kind')}.`,
  'contact.made': (f) => (text(f, 'kind') === 'phone' ? 'Talked by telephone.' : 'An adult was told in person.'),
  'third-party.named': (f) =>
    f['named'] === true ? 'Another person is told of every notice.' : 'Nobody else is told of notices any more.',
  'moratorium.placed': (f) => `No turn-offs ${where(f)}. ${text(f, 'reason')}`,
  'moratorium.lifted': (f) => `Turn-offs are possible again ${where(f)}. ${text(f, 'reason')}`,
  'notice.voided': (f) => `The ${words(f, 'kind')} notice was undone and counts for nothing.`,
  'list.entered': (f) => `On the turn-off list. ${dollars(f, 'pastDue')} is to be paid for the water to stay on.`,
  'list.left': (f) => `Off the turn-off list. ${text(f, 'why')}`,
  'act.skipped': (f) => `Not done late: ${words(f, 'act')}. ${text(f, 'why')}`,
  'gate.refused': (f) => `The gate said no (${words(f, 'at')}). ${text(f, 'says')}`,
  'request.accepted': (f) => `Accepted: ${words(f, 'request')}.`,
  'request.refused': (f) => `Refused: ${words(f, 'request')}. ${text(f, 'says')}`,
  'order.created': (f) =>
    `${order(f)}, made for ${on(f, 'due')}.${f.reason === undefined ? '' : ` ${text(f, 'reason')}`}`,
  'order.held': (f) => `${order(f)}, held. ${text(f, 'why')}`,
  'order.listed': (f) => `${order(f)}, on the list.`,
  'order.released': (f) => `${order(f)}, released.`,
  'order.assigned': (f) => `${order(f)}, given to crew ${text(f, 'crewId')} as stop ${text(f, 'sequence')}.`,
  'order.unassigned': (f) => `${order(f)}, taken back from crew ${text(f, 'crewId')}.`,
  'order.en-route': (f) => `${order(f)}: crew ${text(f, 'crewId')} on the way.`,
  'order.on-site': (f) =>
    `${order(f)}: crew ${text(f, 'crewId')} on site${typeof f['feetAway'] === 'number' ? `, ${feetWords(f['feetAway'])} from the address` : ''}.${text(f, 'why') ? ` ${text(f, 'why')}` : ''}`,
  'order.permitted': (f) => `${order(f)}: the crew may close.`,
  'order.completed': (f) =>
    `${order(f)}, done by ${words(f, 'by')}${text(f, 'register') ? ` at register ${text(f, 'register')}` : ''}.${sentences(f, 'doubts')}`,
  'order.conflict': (f) =>
    `${order(f)}: crew ${text(f, 'crewId')}, which no longer had it, sent ${words(f, 'did')}. ${text(f, 'message')}`,
  'order.conflict-resolved': (f) =>
    `${order(f)}: what the former crew sent was ${text(f, 'decision') === 'accept' ? 'accepted' : 'put aside'}. ${text(f, 'note')}`,
  'order.cannot-complete': (f) => `${order(f)}, could not be done: ${words(f, 'reason')}. ${text(f, 'note')}`,
  'order.parked': (f) => `${order(f)}: the customer says it is paid. ${text(f, 'note')}`.trim(),
  'order.park-answered': (f) =>
    `${order(f)}: the cashier found ${text(f, 'found') === 'paid' ? 'the payment' : 'no payment'}. ${text(f, 'message')}`,
  'order.decided': (f) => `${order(f)}: dispatch decided ${words(f, 'decision')}. ${text(f, 'reason')}`,
  'order.cancelled': (f) => `${order(f)}, called off. ${text(f, 'why')}`,
  'order.recall-delivered': (f) => `${order(f)}: the recall reached crew ${text(f, 'crewId')}.`,
  'order.recall-seen': (f) => `${order(f)}: crew ${text(f, 'crewId')} answered the recall; valve ${text(f, 'valve')}.`,
  'service.off': () => 'Water off.',
  'service.on': () => 'Water on.',
  'valve.command': (f) =>
    `Valve to ${text(f, 'action')}: ${text(f, 'state')}.${text(f, 'why') ? ` ${text(f, 'why')}` : ''}`,
  'valve.reported': (f) => `The valve reports ${text(f, 'valve')}. ${text(f, 'says')}`.trim(),
  'device.alarm': (f) => `Alarm ${words(f, 'alarm')}. ${text(f, 'says')}`,
  'read.exception': (f) => `Reading to look at. ${text(f, 'says')}`,
  'read.decided': (f) =>
    `Reading ${text(f, 'register')} ${f['becomes'] === 'void' ? 'is void' : 'stands'}. ${text(f, 'message')}`,
  'register.shifted': (f) => text(f, 'message'),
  'meter.exchanged': (f) => `Meter ${text(f, 'serial')} exchanged for ${text(f, 'newSerial')}. ${text(f, 'message')}`,
  'meter.dial-corrected': (f) => `Dial of meter ${text(f, 'serial')} corrected. ${text(f, 'message')}`,
  'bill.held': (f) => `Bill of ${dollars(f, 'amount')} held. ${text(f, 'message')}`,
  'bill.hold-ended': (f) => `Held bill: ${words(f, 'state')}. ${text(f, 'message')}`,
  'task.opened': (f) => `Task for ${text(f, 'role')}: ${words(f, 'kind')}.`,
  'task.done': (f) => `Task done: ${words(f, 'kind')}.`,
  'task.late': (f) => `Task late: ${words(f, 'kind')}, for ${words(f, 'role')}.`,
  'flag.set': (f) =>
    `Flag ${words(f, 'flag')} set${typeof f['amount'] === 'number' ? `: ${dollars(f, 'amount')}` : ''}. ${text(f, 'why')}`,
  'flag.cleared': (f) => `Flag ${words(f, 'flag')} cleared. ${text(f, 'why')}`,
  'household.recorded': (f) => {
    const shown = [text(f, 'says'), f['verified'] === true ? 'verified' : ''].filter((part) => part !== '');
    return `Evidence of the household's income given${shown.length > 0 ? `: ${shown.join(', ')}` : ''}.`;
  },
  'household.verified': (f) =>
    `Evidence of the household's income ${f['verified'] === true ? 'verified' : 'not in order'}.`,
  'past.noted': (f) => `Noted: ${words(f, 'was')} on ${on(f, 'on')}.`,
  'instalment.scheduled': (f) => `Instalment of ${dollars(f, 'amount')} due ${on(f, 'due')}.`,
  'refund.due': (f) => `Refund of ${dollars(f, 'amount')} due ${on(f, 'due')}.`,
  'refund.paid': (f) => `Refund of ${dollars(f, 'amount')} paid.`,
  'report.made': (f) => `${words(f, 'report')} of ${text(f, 'year')}: ${text(f, 'count')}.`,
  'batch.undone': (f) => `${words(f, 'kind')} undone: ${text(f, 'count')} items, ${dollars(f, 'amount')}.`,
  'batch.run': (f) => `${words(f, 'kind')} of ${on(f, 'day')}: ${text(f, 'count')} items, ${dollars(f, 'amount')}.`,
  'policy.adopted': (f) => `The policy from ${on(f, 'from')} was adopted.`,
  'city.changed': () => 'What notices say of the city was changed.',
  'file.posted': (f) =>
    `File ${text(f, 'name')} posted: ${text(f, 'posted')} lines, ${text(f, 'left')} left for a person.`,
  'website.closed': (f) => `The website takes no payments for a time. ${text(f, 'reason')}`,
  'website.opened': () => 'The website takes payments again.',
  'clock.turned': () => "The demo city's clock was turned.",
  'staff.created': (f) => `${text(f, 'username')} may sign in as ${list(f, 'roles')}.`,
  'staff.password-changed': (f) => `${text(f, 'username')} changed the password.`,
  'staff.changed': (f) =>
    f['enabled'] === true
      ? `${text(f, 'username')} is ${text(f, 'name')}, with the roles ${list(f, 'roles')}.`
      : `${text(f, 'username')} may not sign in any more.`,
  'staff.password-reset': (f) => `${text(f, 'username')} was given a one-time password.`,
  'staff.two-step': (f) => `Two-step sign-in of ${text(f, 'username')} turned ${f['on'] === true ? 'on' : 'off'}.`,
  'staff.signed-in': (f) => `${text(f, 'username')} signed in.`,
  'staff.refused': (f) => `Sign-in of ${text(f, 'username')} refused. ${text(f, 'why')}`,
  'journal.sealed': (f) => `Journal sealed for ${on(f, 'day')}.`,
} satisfies Record<keyof EventMap, (facts: Facts) => string>;

function isEvent(name: string): name is EventName {
  return Object.hasOwn(TELL, name);
}

/** One journal row as a sentence. */
export function eventSentence(event: string, facts: Facts): string {
  const says = isEvent(event) ? TELL[event](facts).trim() : event;
  return says.charAt(0).toUpperCase() + says.slice(1);
}
