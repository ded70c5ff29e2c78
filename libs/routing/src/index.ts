export * from './budget.ts';
export * from './distance.ts';
export * from './order-stops.ts';
