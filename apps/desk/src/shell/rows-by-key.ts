/** On a table's box: up and down go to the next row's first link or button, so that no row needs to be tabbed through. */
export function rowsByKey(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || !(event.target instanceof HTMLElement) || !(event.currentTarget instanceof HTMLElement))
    return;
  if (['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName)) return;
  const from = event.target.closest('tr');
  if (!from) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')];
  const controls = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('a[href], button')];
  const column = controls(from).indexOf(event.target);
  for (let at = rows.indexOf(from) + by; at >= 0 && at < rows.length; at += by) {
    const row = rows[at];
    const found = row ? controls(row) : [];
    const next = found[column] ?? found[0];
    if (!next) continue;
    event.preventDefault();
    next.focus();
    return;
  }
}
