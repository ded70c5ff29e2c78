/** Which decision a letter tells, by the key under which it was mailed; null for another letter. */
export function letterLevel(actKey: string | null): { readonly appealId: number; readonly level: 1 | 2 } | null {
  const match = /\/appeal-(\d+)-([12])$/.exec(actKey ?? '');
  return match ? { appealId: Number(match[1]), level: match[2] === '2' ? 2 : 1 } : null;
}
