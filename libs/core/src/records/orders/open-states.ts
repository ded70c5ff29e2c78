// The states of an order in SQL, as OPEN_STATES and CREW_STATES of @curbstop/work-orders have them; open-states.spec.ts holds
// them together. With a table's alias: `o.${OPEN}`.

/** Something may still be done. Written as the partial index `work_order_open` has it. */
export const OPEN = "state NOT IN ('completed', 'cancelled', 'cannot-complete')";
/** A crew has it. */
export const WITH_CREW = "state IN ('assigned', 'en-route', 'on-site')";
