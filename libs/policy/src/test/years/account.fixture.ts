import { instant } from '../../calendar/zoned.ts';
import { plansOn } from '../../money/allocate.ts';
import { addCents, cents, minCents, subtractCents } from '../../money/money.ts';
import { account, GLENDORA } from '../facts.fixture.ts';
import { PaperLedger, unpaidOf } from './ledger.fixture.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type {
  AccountFacts,
  ArrangementFacts,
  BillFacts,
  FeeFacts,
  CustomerClass,
  FlagFacts,
  IncomingFacts,
  PastFacts,
  PastKind,
  ReturnFacts,
} from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';
import type { Charge } from './ledger.fixture.ts';
import type {
  CertificateFacts,
  HouseholdFacts,
  PaperAppeal,
  PaperBill,
  PaperExtension,
  PaperHold,
  PaperNotice,
  PaperOrder,
  PaperPayment,
  PaperPlan,
  PaperReturn,
  PaperReview,
  PaperWaiver,
} from './records.fixture.ts';

const BLANK = account({ bills: [], notices: [] });

/** K.5: what is still owed on a part of a returned payment: good funds paid since count toward it first. */
export function owedOnPart(part: PaperReturn['parts'][number], afterEntry: number): number {
  let since = 0;
  for (const { credit, amount } of part.charge.parts) if (credit.good && credit.id > afterEntry) since += amount;
  return Math.max(0, Math.min(unpaidOf(part.charge), part.amount - since));
}

/** One account on paper: everything that happened to it, and the facts that the policy is asked with. */
export class PaperAccount {
  readonly ledger = new PaperLedger();
  readonly bills: PaperBill[] = [];
  readonly notices: PaperNotice[] = [];
  readonly holds: PaperHold[] = [];
  readonly extensions: PaperExtension[] = [];
  readonly appeals: PaperAppeal[] = [];
  readonly plans: PaperPlan[] = [];
  readonly reviews: PaperReview[] = [];
  readonly returns: PaperReturn[] = [];
  readonly payments: PaperPayment[] = [];
  readonly orders: PaperOrder[] = [];
  readonly waivers: PaperWaiver[] = [];
  readonly history: PastFacts[] = [];
  readonly certificates: CertificateFacts[] = [];
  flags: FlagFacts[] = [];
  incoming: (IncomingFacts & { readonly mayReturn: boolean; readonly good: boolean })[] = [];
  household: HouseholdFacts | null = null;
  service: 'on' | 'off' = 'on';
  /** F.3.b: when a crew opened after hours on the customer's promise; null when the water came back in another way. */
  openedOnPromiseAt: Instant | null = null;
  /** G.2-c: the day on which the city last found the household not eligible. */
  refusedOn: Day | null = null;
  private known: AccountFacts | null = null;
  private ids = 0;

  constructor(
    readonly customerClass: CustomerClass,
    readonly policy: PolicyParameters = GLENDORA,
  ) {}

  nextId(): number {
    return ++this.ids;
  }

  /** How often anything has changed. */
  revision = 0;

  /** Call it after every change: the facts are told anew. */
  touch(): void {
    this.revision += 1;
    this.known = null;
  }

  bill(billId: number): PaperBill {
    const found = this.bills.find((each) => each.billId === billId);
    if (!found) throw new Error(`There is no bill ${billId}.`);
    return found;
  }

  penaltiesOf(billId: number): Charge[] {
    return this.ledger.charges.filter((charge) => charge.kind === 'penalty' && charge.billId === billId);
  }

  hold(
    clause: ClauseId,
    kind: string,
    from: Instant,
    until: Instant | null,
    billIds: readonly number[] | null,
  ): PaperHold {
    const made = { holdId: this.nextId(), clause, kind, from, until, billIds, lifted: false };
    this.holds.push(made);
    return made;
  }

  note(was: PastKind, on: Day, billId: number | null = null): void {
    this.history.push({ pastId: this.nextId(), accountId: BLANK.accountId, was, on, billId });
  }

  /** K.5: what only good funds may pay of a charge. */
  readonly reserved = (charge: Charge): number => {
    let owed = 0;
    for (const each of this.returns) {
      if (each.cleared) continue;
      for (const part of each.parts) if (part.charge === charge) owed += owedOnPart(part, each.afterEntry);
    }
    return owed;
  };

  settle(today: Day, directed?: Parameters<PaperLedger['settle']>[3]): void {
    const plans = this.plans.filter((plan) => plan.state !== 'over').map((plan) => this.planFacts(plan));
    this.ledger.settle(today, this.reserved, plansOn(plans, today), directed);
    this.touch();
  }

  facts(): AccountFacts {
    this.known ??= this.told();
    return this.known;
  }

  private told(): AccountFacts {
    const penalised: PastFacts[] = [];
    for (const charge of this.ledger.charges) {
      if (charge.kind !== 'penalty' || penalised.some((past) => past.billId === charge.billId)) continue;
      penalised.push({
        pastId: -charge.id,
        accountId: BLANK.accountId,
        was: 'late-bill',
        on: charge.day,
        billId: charge.billId,
      });
    }
    return {
      ...BLANK,
      customerClass: this.customerClass,
      service: this.service,
      bills: this.bills.filter((bill) => !this.ledger.replaced.has(bill.billId)).map((bill) => this.billFacts(bill)),
      fees: this.ledger.charges.flatMap((charge) => this.feeFacts(charge)),
      notices: this.notices.map(({ noticeId, billIds, mailedOn, returnedAt }) => ({
        noticeId,
        kind: 'disconnection' as const,
        billIds,
        mailedOn,
        returnedAt,
        leftAt: null,
        voided: false,
      })),
      holds: this.holds.filter((hold) => !hold.lifted),
      orders: this.orders,
      flags: this.flags,
      history: [...this.history, ...penalised].sort((a, b) =>
        a.on < b.on ? -1 : a.on > b.on ? 1 : a.pastId - b.pastId,
      ),
      household: this.household,
      certificates: this.certificates,
      reviews: this.reviews,
      arrangements: this.plans.filter((plan) => plan.state !== 'over').map((plan) => this.planFacts(plan)),
      appeals: this.appeals.map(({ appealId, billId, level, filedAt, state, decidedAt, windowEndsAt, overLimit }) => ({
        appealId,
        level,
        billId,
        entryId: null,
        filedAt,
        state,
        decidedAt,
        windowEndsAt,
        overLimit,
      })),
      returns: this.returns.filter((each) => !each.cleared).map((each) => this.returnFacts(each)),
      incoming: this.incoming,
    };
  }

  private feeFacts(charge: Charge): FeeFacts[] {
    const alone = this.ledger.standsAlone(charge);
    const unpaid = alone || charge.kind === 'fee' ? unpaidOf(charge) : 0;
    if (unpaid === 0) return [];
    const kind = charge.fee ?? 'returned-payment';
    return [{ entryId: charge.id, kind, unpaid: cents(unpaid), valueDate: charge.day, clause: alone ? 'K.1' : 'F.1' }];
  }

  private billFacts({ billId, kind, billDate, due, charge }: PaperBill): BillFacts {
    let byDue = 0;
    for (const part of charge.parts) if (part.credit.day <= due) byDue += part.amount;
    let [penalty, unpaidPenalty] = [0, 0];
    for (const each of this.penaltiesOf(billId)) {
      penalty += each.amount;
      unpaidPenalty += unpaidOf(each);
    }
    for (const credit of this.ledger.credits)
      if (credit.kind === 'penalty-reversal' && credit.billId === billId) penalty -= credit.amount;
    return {
      billId,
      number: String(billId),
      kind,
      billDate,
      due,
      charges: charge.amount,
      unpaidCharges: unpaidOf(charge),
      unpaidAtDue: cents(charge.amount - byDue),
      penalty: cents(penalty),
      unpaidPenalty: cents(unpaidPenalty),
      policyVersion: this.policy.version,
    };
  }

  /** I: whatever falls on what the plan was made over pays its rows in order. */
  outstanding(plan: PaperPlan): Cents {
    const over = this.ledger.charges.filter(
      (charge) =>
        charge === plan.fee ||
        ((charge.kind === 'bill' || charge.kind === 'penalty') &&
          charge.billId !== null &&
          plan.billIds.includes(charge.billId) &&
          (plan.signedAt === null || charge.at <= plan.signedAt)),
    );
    return addCents(...over.map(unpaidOf));
  }

  private planFacts(plan: PaperPlan): ArrangementFacts {
    let left = cents(Math.max(0, plan.total - this.outstanding(plan)));
    const rows = plan.rows.map(({ due, amount }) => {
      const paid = minCents(left, amount);
      left = subtractCents(left, paid);
      return { due, amount, unpaid: subtractCents(amount, paid) };
    });
    const { arrangementId, kind, state, billIds, signedAt, offerEndsAt } = plan;
    return {
      arrangementId,
      kind,
      billIds,
      signedAt,
      rows,
      state: state === 'over' ? 'defaulted' : state,
      offerEndsAt: state === 'offered' ? offerEndsAt : null,
      untilDay: null,
    };
  }

  private returnFacts({ returnId, at, dueAt, clause, toReconnect, afterEntry, parts }: PaperReturn): ReturnFacts {
    return {
      returnId,
      dueAt,
      clause,
      toReconnect,
      returnedAt: instant(at),
      parts: parts.flatMap((part) => {
        const owed = cents(owedOnPart(part, afterEntry));
        const { kind, id } = part.charge;
        const billId = this.ledger.standsAlone(part.charge) ? null : part.charge.billId;
        return owed === 0 ? [] : [{ chargeId: billId === null ? `fee/${id}` : `${kind}/${billId}`, billId, owed }];
      }),
    };
  }
}
