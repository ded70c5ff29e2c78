import { row, rows } from '@curbstop/core';
import type { Reader } from '@curbstop/core';
import type { Names } from './events/projection.ts';
import type { Place } from './place.ts';

interface OrderMade {
  readonly kind: string;
  readonly unit: number | null;
  readonly due: string;
}

/** Which name of the scenario stands for which number of the records. */
export class NameBook implements Names {
  private readonly places = new Map<string, Place>();
  private readonly accounts = new Map<number, string>();
  private readonly bills = new Map<number, string>();
  private readonly payments = new Map<string, number>();
  private readonly orders = new Map<number, OrderMade>();
  private readonly keys = new Set<string>();
  private readonly memory = new Map<string, unknown>();

  constructor(private readonly db: Reader) {}

  /** From now on the name means this account; an account that had it before keeps it for what is told of it. */
  namePlace(name: string, place: Place): void {
    this.places.set(name, place);
    this.accounts.set(place.accountId, name);
  }

  place(name: string): Place | null {
    return this.places.get(name) ?? null;
  }

  get allPlaces(): readonly (readonly [string, Place])[] {
    return [...this.places];
  }

  /** The name of an account; one that the system made itself has the name of the place it is at. */
  async account(accountId: number): Promise<string | null> {
    const known = this.accounts.get(accountId);
    if (known !== undefined) return known;
    const found = await row<{ servicePointId: number }>(
      this.db,
      'SELECT service_point_id AS "servicePointId" FROM account WHERE id = $1',
      [accountId],
    );
    const [name] = this.allPlaces.find(([, place]) => place.servicePointId === found?.servicePointId) ?? [];
    if (name !== undefined) this.accounts.set(accountId, name);
    return name ?? null;
  }

  nameBill(billId: number, name: string): void {
    this.bills.set(billId, name);
  }

  /** `bill1`, `bill2` in the order of an account's bills, unless a step has named it; `bill1-corrected` in place of `bill1` (H.5). */
  async bill(billId: number): Promise<string> {
    const known = this.bills.get(billId);
    if (known !== undefined) return known;
    const found = await row<{ nth: number; replaces: number | null }>(
      this.db,
      `SELECT (SELECT count(*) FROM bill o WHERE o.account_id = b.account_id AND o.kind <> 'corrected' AND o.id <= b.id)::int AS nth,
         (SELECT o.id FROM bill o WHERE o.replaced_by = b.id) AS replaces
       FROM bill b WHERE b.id = $1`,
      [billId],
    );
    const replaces = found?.replaces ?? null;
    const name = replaces === null ? `bill${found?.nth ?? 0}` : `${await this.bill(replaces)}-corrected`;
    this.bills.set(billId, name);
    return name;
  }

  /** The bill of an account that has a name; null when it has none of that name. */
  async billId(accountId: number, name: string): Promise<number | null> {
    const found = await rows<{ id: number }>(this.db, 'SELECT id FROM bill WHERE account_id = $1 ORDER BY id', [
      accountId,
    ]);
    for (const { id } of found) if ((await this.bill(id)) === name) return id;
    return null;
  }

  namePayment(accountId: number, name: string, paymentId: number): void {
    this.payments.set(`${accountId} ${name}`, paymentId);
  }

  paymentId(accountId: number, name: string): number | null {
    return this.payments.get(`${accountId} ${name}`) ?? null;
  }

  order(orderId: number): OrderMade | null {
    return this.orders.get(orderId) ?? null;
  }
  keepOrder(orderId: number, orderMade: OrderMade): void {
    this.orders.set(orderId, orderMade);
  }
  first(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    return true;
  }
  remember(key: string, value: unknown): void {
    this.memory.set(key, value);
  }
  remembered(key: string): unknown {
    return this.memory.get(key);
  }
}
