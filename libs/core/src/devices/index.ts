export { correctDial } from './correct-dial.ts';
export type { DialCorrection } from './correct-dial.ts';
export { Device } from './device.entity.ts';
export { DeviceDirectory } from './directory.ts';
export type { KnownDevice } from './directory.ts';
export { recordBirth, recordHeard } from './heard.ts';
export type { Heard } from './heard.ts';
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
export { exchangeMeter } from './exchange.ts';
export type { MeterExchange } from './exchange.ts';
