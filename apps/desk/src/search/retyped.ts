/** What is typed over a chosen account: what was added to it, what replaced it, or nothing when it was rubbed out. */
export function retyped(before: string, value: string): string {
  if (value.startsWith(before)) return value.slice(before.length);
  return before.length - value.length === 1 ? '' : value;
}
