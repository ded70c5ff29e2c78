/** What is chosen for the next deed, and the one order whose details are open. */
export interface Selection {
  readonly chosen: ReadonlySet<number>;
  /** Where the keyboard stands. */
  readonly current: number | null;
  readonly detailsOpen: boolean;
}

export const NOTHING: Selection = { chosen: new Set(), current: null, detailsOpen: false };

export function toggled(selection: Selection, id: number): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { ...selection, chosen, current: id };
}

/** Adds what a lasso caught; with nothing caught the choice stays. */
export function withAll(selection: Selection, ids: Iterable<number>): Selection {
  return { ...selection, chosen: new Set([...selection.chosen, ...ids]) };
}

/** From where the keyboard stands to `id`, both included, in the order of the list as it is seen. */
export function upTo(selection: Selection, id: number, list: readonly number[]): Selection {
  const from = selection.current === null ? -1 : list.indexOf(selection.current);
  const to = list.indexOf(id);
  if (from === -1 || to === -1) return toggled(selection, id);
  const chosen = new Set([...selection.chosen, ...list.slice(Math.min(from, to), Math.max(from, to) + 1)]);
  return { ...selection, chosen, current: id };
}

/** One row down (1) or up (-1); from nowhere to the first or last. Stops at the ends. */
export function moved(selection: Selection, by: 1 | -1, list: readonly number[]): Selection {
  if (list.length === 0) return selection;
  const at = selection.current === null ? -1 : list.indexOf(selection.current);
  const next = at === -1 ? (by === 1 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, at + by));
  return { ...selection, current: list[next] ?? null };
}

/** Escape: first the choice goes, then the details. */
export function cleared(selection: Selection): Selection {
  if (selection.chosen.size > 0) return { ...selection, chosen: new Set() };
  return NOTHING;
}

/** Without orders that are no longer there. */
export function pruned(selection: Selection, exists: (id: number) => boolean): Selection {
  const gone =
    [...selection.chosen].some((id) => !exists(id)) || (selection.current !== null && !exists(selection.current));
  if (!gone) return selection;
  const current = selection.current !== null && exists(selection.current) ? selection.current : null;
  return {
    chosen: new Set([...selection.chosen].filter(exists)),
    current,
    detailsOpen: selection.detailsOpen && current !== null,
  };
}

/** What a deed acts on: the chosen orders, else the one where the keyboard stands. */
export function actsOn(selection: Selection): number[] {
  if (selection.chosen.size > 0) return [...selection.chosen];
  return selection.current === null ? [] : [selection.current];
}
