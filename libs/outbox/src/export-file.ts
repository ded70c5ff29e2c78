import type { OutboxRecord } from './record.ts';

/**
 * The queue as a file for the office, when a tablet cannot send any more: each action exactly as the server
 * would have got it (`POST /api/crew/actions` takes the list), with what is known of its sending beside it.
 */
export function outboxFile(records: readonly OutboxRecord[], savedAt: number): { name: string; text: string } {
  const stamp = new Date(savedAt).toISOString().slice(0, 19).replaceAll(':', '-');
  const body = {
    format: 'curbstop-outbox/1',
    savedAt,
    actions: records.map((record) => record.action),
    sending: records.map(({ action, crewId, state, tries, result }) => ({
      id: action.id,
      crewId,
      state,
      tries,
      result,
    })),
  };
  return { name: `outbox-${stamp}.json`, text: `${JSON.stringify(body, null, 2)}\n` };
}
