/** H.7: what becomes of money that was paid too much; the city chooses. */
export const REMEDIES = ['credit', 'refund'] as const;
export type Remedy = (typeof REMEDIES)[number];
