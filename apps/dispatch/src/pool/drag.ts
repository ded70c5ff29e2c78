/** Order numbers on their way from a list to a crew. The type keeps other things dragged over the screen out. */
const TYPE = 'application/x-curbstop-orders';

export function carry(event: DragEvent, orderIds: readonly number[]): void {
  if (event.dataTransfer === null) return;
  event.dataTransfer.setData(TYPE, JSON.stringify(orderIds));
  event.dataTransfer.effectAllowed = 'move';
}

export function carries(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(TYPE) ?? false;
}

/** The orders that were dropped; none when something else was. */
export function dropped(event: DragEvent): number[] {
  const text = event.dataTransfer?.getData(TYPE) ?? '';
  if (text === '') return [];
  const ids: unknown = JSON.parse(text);
  return Array.isArray(ids) ? ids.filter((id): id is number => typeof id === 'number') : [];
}
