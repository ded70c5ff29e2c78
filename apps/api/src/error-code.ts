/**
 * The code of a system's or driver's error (`ENOENT`, `57P01`), empty when it has none. It does not ask for
 * `instanceof Error`: an error of Node's own may come from another realm.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
