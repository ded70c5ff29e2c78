// process
export * from './process/clock.ts';
export * from './process/environment.ts';
export * from './process/kept-file.ts';
export * from './process/log.ts';
export * from './process/serve.ts';

// db
export * from './db/advisory-lock.ts';
export * from './db/errors.ts';
export * from './db/listen.ts';
export * from './db/request-key.ts';
export * from './db/resilient-pool.ts';
export * from './db/roles.ts';
export * from './db/tx.ts';
export * from './db/types.ts';

// journal
export * from './journal/append.ts';
export * from './journal/event-sentences.ts';
export * from './journal/follow.ts';
export * from './journal/link.ts';
export * from './journal/quiet.ts';
export * from './journal/read.ts';
export * from './journal/seal-book.ts';
export * from './journal/seal.ts';
export * from './journal/system-actors.ts';
export * from './journal/verdict.ts';
export * from './journal/verify.ts';

// records
export * from './records/account-history/note-history.ts';
export * from './records/accounts/account.entity.ts';
export { REMEDIES } from './records/appeals/remedy.ts';
export type { Remedy } from './records/appeals/remedy.ts';
export * from './records/batches/batch.ts';
export * from './records/bills/bill-run.ts';
export * from './records/bills/tariffs.ts';
export * from './records/crews/position.ts';
export * from './records/database.ts';
export * from './records/flags/account-flags.ts';
export * from './records/holds/holds.ts';
export * from './records/ledger/ledger-lines.ts';
export * from './records/ledger/post.ts';
export { countAlarms, endAlarms, recordAlarm } from './records/meters/alarms.ts';
export {
  countLeft,
  decideDeadLetter,
  endReplay,
  keepDeadLetter,
  lettersToReplay,
  listDeadLetters,
  MOST_LETTERS,
} from './records/meters/dead-letters.ts';
export type { DeadLetter, DeadLetterView } from './records/meters/dead-letters.ts';
export { Device } from './records/meters/device.entity.ts';
export { DeviceDirectory } from './records/meters/directory.ts';
export type { KnownDevice } from './records/meters/directory.ts';
export { recordBirth, recordHeard } from './records/meters/last-seen.ts';
export type { Heard } from './records/meters/last-seen.ts';
export { Meter, MeterInstallation } from './records/meters/meter.entity.ts';
export { enableDevice, provision } from './records/meters/provision.ts';
export type { NewDevice } from './records/meters/provision.ts';
export { deviceCommandKey, deviceSecret, sameSecret, secretHash } from './records/meters/secrets.ts';
export * from './records/notices/third-party.ts';
export * from './records/orders/assign.ts';
export * from './records/orders/cancel.ts';
export * from './records/orders/closed-order.ts';
export * from './records/orders/create.ts';
export { openConflicts } from './records/orders/crew-conflicts.ts';
export * from './records/orders/order-events.ts';
export * from './records/orders/seen.ts';
export * from './records/orders/work-order.entity.ts';
export * from './records/policy-versions/city.ts';
export * from './records/policy-versions/policy-cache.ts';
export * from './records/policy-versions/policy-in-force.ts';
export { storeHandRead } from './records/reads/by-hand.ts';
export { AHEAD_MS, MOST_LITRES_PER_HOUR } from './records/reads/doubt.ts';
export type { Doubt } from './records/reads/doubt.ts';
export { dialOf } from './records/reads/meter-context.ts';
export { ensureReadPartitions } from './records/reads/partitions.ts';
export { litresOf, registerOf } from './records/reads/register.ts';
export { storeReads } from './records/reads/store.ts';
export type { StoredReads } from './records/reads/store.ts';
export type { IncomingRead } from './records/reads/validate-batch.ts';
export * from './records/requests/roles.ts';
export * from './records/tasks/task-list.ts';
export * from './records/tasks/tasks.ts';
export { CONFIRM_WITHIN_MS, VERIFY_WITHIN_MS, isFinal, isForward } from './records/valves/command-state.ts';
export { queueCommand, withdrawCommand } from './records/valves/queue.ts';
export type { CommandRequest, QueuedCommand } from './records/valves/queue.ts';
export { Valve, ValveCommand } from './records/valves/valve.entity.ts';

// facts
export * from './facts/account-facts.ts';
export * from './facts/alarm.ts';
export * from './facts/allocate-credits.ts';
export * from './facts/gate.ts';

// reconcile
export * from './reconcile/late-charges/credit-late-charge.ts';
export * from './reconcile/change-accounts.ts';

// actions
export * from './actions/appeals/decide.ts';
export * from './actions/appeals/decline-hearing.ts';
export * from './actions/appeals/file-appeal.ts';
export * from './actions/appeals/remedies.ts';
export * from './actions/appeals/second-level.ts';
export * from './actions/arrangements/request-arrangement.ts';
export * from './actions/arrangements/sign-arrangement.ts';
export * from './actions/assistance/answer-review.ts';
export * from './actions/assistance/income-evidence.ts';
export * from './actions/assistance/submit-certificate.ts';
export * from './actions/assistance/supply-documents.ts';
export * from './actions/autopay/debit.ts';
export * from './actions/autopay/dispute-debit.ts';
export { textOfBytes } from './actions/bank-files/file.ts';
export * from './actions/bank-files/post-file.ts';
export * from './actions/bank-files/posted.ts';
export * from './actions/bank-files/preview-file.ts';
export * from './actions/batches/undo-batch.ts';
export * from './actions/billing/decide-held-bill.ts';
export * from './actions/billing/issue-bills.ts';
export * from './actions/billing/manual-bill.ts';
export * from './actions/billing/refund.ts';
export * from './actions/billing/take-back-bill.ts';
export * from './actions/disconnection/contacts.ts';
export * from './actions/disconnection/moratoria.ts';
export * from './actions/disconnection/notice-by-hand.ts';
export * from './actions/disconnection/request-reconnection.ts';
export * from './actions/disconnection/returned-mail.ts';
export * from './actions/disconnection/third-party-notice.ts';
export * from './actions/dispatch/crew-actions.ts';
export * from './actions/dispatch/dispatch-decision.ts';
export * from './actions/dispatch/finish-task.ts';
export { resolveConflict } from './actions/dispatch/former-crew-work.ts';
export * from './actions/dispatch/permit.ts';
export * from './actions/dispatch/recall-order.ts';
export * from './actions/dispatch/release-orders.ts';
export * from './actions/extensions/request-extension.ts';
export * from './actions/extensions/revoke-extension.ts';
export * from './actions/landlord-trusts/landlord-trust.ts';
export * from './actions/meter-opt-out/opt-out.ts';
export { correctDial } from './actions/meters/correct-dial.ts';
export type { DialCorrection } from './actions/meters/correct-dial.ts';
export { READING_ACTIONS as READ_DEEDS, decideReading as decideRead } from './actions/meters/decide-reading.ts';
export type { ReadDecision, ReadingAction as ReadDeed } from './actions/meters/decide-reading.ts';
export { exchangeMeter } from './actions/meters/exchange-meter.ts';
export type { MeterExchange } from './actions/meters/exchange-meter.ts';
export * from './actions/on-order-closed/index.ts';
export * from './actions/payment-site-outages/payment-site-outages.ts';
export * from './actions/payment-site-outages/restore-pay-by.ts';
export * from './actions/payments/doubted-payments.ts';
export * from './actions/payments/pay-instalment.ts';
export * from './actions/payments/take-payment.ts';
export * from './actions/policy/adopt-policy.ts';
export { recordAck, recordStatus } from './actions/remote-valves/command-report.ts';
export * from './actions/remote-valves/remote-result.ts';
export { claimForSend, dueCommands, hastenCommands, nextCommandLook } from './actions/remote-valves/send-command.ts';
export type { CloseLimits, Outgoing } from './actions/remote-valves/send-command.ts';
export * from './actions/reports/discontinuations.ts';
export * from './actions/returned-payments/cash-only.ts';
export * from './actions/returned-payments/reinstate-late-charge.ts';
export * from './actions/returned-payments/returned-payment.ts';
export * from './actions/staff/manage-staff.ts';
export * from './actions/staff/sessions.ts';
export * from './actions/staff/sign-in.ts';
export * from './actions/staff/staff.ts';
export * from './actions/staff/two-step-secret.ts';
export * from './actions/staff/two-step.ts';
export * from './actions/start-service/begin-account.ts';
export * from './actions/start-service/start-service.ts';
export * from './actions/stop-service/final-read.ts';
export * from './actions/stop-service/request-stop.ts';
export * from './actions/tenants/take-service.ts';
export * from './actions/waivers/request-waiver.ts';

// schedule
export * from './schedule/batch-preview.ts';
export * from './schedule/bill-calendar.ts';
export * from './schedule/caught-up.ts';
export * from './schedule/city-clock.ts';
export * from './schedule/escalate-attention.ts';
export type { PreviewLine } from './schedule/preview-line.ts';
export * from './schedule/run-due.ts';
export * from './schedule/scheduled-actions/due-action.ts';
export * from './schedule/steady-time.ts';
export * from './schedule/tick.ts';
export * from './schedule/turn-clock.ts';

// views
export * from './views/account-page.ts';
export * from './views/appeals-page.ts';
export * from './views/arrangement-page.ts';
export * from './views/attention.ts';
export * from './views/bills-page.ts';
export * from './views/casework-queue.ts';
export * from './views/credit-standing.ts';
export * from './views/crew-day.ts';
export * from './views/crew-today.ts';
export * from './views/dispatch-day.ts';
export * from './views/field-report.ts';
export * from './views/find-account.ts';
export * from './views/notices-page.ts';
export { accountOfNumber, paperFacts } from './views/papers/paper-facts.ts';
export * from './views/payment-options.ts';
export * from './views/doubted-readings.ts';
export * from './actions/meters/order-meter-exchange.ts';
export { listReadings } from './views/readings-list.ts';
export * from './views/service-page.ts';
export * from './views/unpaid-returns.ts';
