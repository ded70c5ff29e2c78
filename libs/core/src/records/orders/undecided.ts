import { DAY_MS } from '@curbstop/policy';
/** What a crew could not do and nothing has taken the place of: dispatch has to decide about it. Of `work_order o`. */
export const UNDECIDED = `(o.state = 'cannot-complete' AND NOT EXISTS (SELECT 1 FROM work_order n WHERE n.account_id = o.account_id
  AND n.id > o.id AND n.kind = o.kind AND n.unit IS NOT DISTINCT FROM o.unit AND n.state <> 'cancelled'))`;

/** How long such an order stays in sight when it neither takes water nor gives it. */
export const UNDECIDED_FOR_MS = 14 * DAY_MS;
