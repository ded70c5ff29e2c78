/** The kind of the task for a final bill that a person makes. */
export const FINAL_BILL_TASK = 'final-bill';
