export { correctDial } from '../../actions/meters/correct-dial.ts';
export type { DialCorrection } from '../../actions/meters/correct-dial.ts';
export { Device } from './device.entity.ts';
export { DeviceDirectory } from './directory.ts';
export type { KnownDevice } from './directory.ts';
export { recordBirth, recordHeard } from './last-seen.ts';
export type { Heard } from './last-seen.ts';
export { Meter, MeterInstallation } from './meter.entity.ts';
export { enableDevice, provision } from './provision.ts';
export type { NewDevice } from './provision.ts';
export { deviceCommandKey, deviceSecret, sameSecret, secretHash } from './secrets.ts';
export { countAlarms, endAlarms, recordAlarm } from './alarms.ts';
export {
  countLeft,
  decideDeadLetter,
  endReplay,
  keepDeadLetter,
  lettersToReplay,
  listDeadLetters,
  MOST_LETTERS,
} from './dead-letters.ts';
export type { DeadLetter, DeadLetterView } from './dead-letters.ts';
export { exchangeMeter } from '../../actions/meters/exchange-meter.ts';
export type { MeterExchange } from '../../actions/meters/exchange-meter.ts';
