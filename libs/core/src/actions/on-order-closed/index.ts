import type { OrderKind } from '@curbstop/contracts';
import { billLateRead } from './late-read.ts';
import { endFinalHanger } from './final-door-hanger.ts';
import { endFinalRead } from '../stop-service/final-read.ts';
import type { Change } from '../../db/change.ts';
import { endDoorHanger } from '../../reconcile/rules/door-hanger.ts';
import { endDoorTag } from './tenant-posting.ts';
import type { ClosedHow, OnOrderClosed } from '../../records/orders/closed-order.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** Kinds whose end means more than the valve. A section that brings such a kind adds its line here. */
const ENDINGS: Readonly<Partial<Record<OrderKind, OnOrderClosed>>> = {
  'door-hanger': endDoorHanger,
  'door-tag': endDoorTag,
  'door-hanger-final': endFinalHanger,
  'final-read': endFinalRead,
  'manual-read': billLateRead,
};

export async function onOrderClosed(change: Change, order: WorkOrder, end: ClosedHow): Promise<void> {
  await ENDINGS[order.kind]?.(change, order, end);
}
