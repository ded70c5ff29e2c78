const PARTS = ['{z}', '{x}', '{y}'];

/**
 * The origin of a tile address, as a content policy names it: `'self'` for a path on this server; null for what is
 * no tile address. The origin is written out, so that pages may load pictures from there and nowhere else.
 */
export function tileOrigin(template: string): string | null {
  if (!PARTS.every((part) => template.split(part).length === 2)) return null;
  const example = template.replace(/\{[zxy]\}/g, '0');
  if (/[{}\s\\]/.test(example)) return null;
  if (example.startsWith('/')) return example.startsWith('//') ? null : "'self'";
  if (!/^https?:\/\//i.test(example) || !URL.canParse(example)) return null;
  const { origin, username, password } = new URL(example);
  // A part within the host would make many origins of one.
  const plain = template.toLowerCase().startsWith(`${origin}/`);
  return plain && username === '' && password === '' ? origin : null;
}
