// The characters that the fonts of libs/documents keep.

const between = (from, to) => {
  let text = '';
  for (let at = from; at <= to; at += 1) text += String.fromCodePoint(at);
  return text;
};

/** English, Spanish, Tagalog and Vietnamese, the rest of the Latin alphabets of names, and what a paper draws. */
export const LATIN = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x1a0, 0x1b0],
  [0x1cd, 0x1dc],
  [0x218, 0x21b],
  [0x1e00, 0x1eff],
  [0x2010, 0x2027],
  [0x202f, 0x203a],
  [0x20a0, 0x20bf],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x25a0, 0x25a1],
]
  .map(([from, to]) => between(from, to))
  .join('');

export const HAN_PUNCTUATION = between(0x3000, 0x301f) + between(0xff01, 0xff5e) + '·—…「」『』、。';

/** The characters that a double-byte encoding has between two lead bytes, of one block of Unicode. */
function ofEncoding(encoding, [firstLead, lastLead], [firstTrail, lastTrail], [from, to]) {
  const decoder = new TextDecoder(encoding);
  let text = '';
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= lastTrail; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character >= from && character <= to) text += character;
    }
  return text;
}

/** The 5,401 frequent characters of Big5. */
export const big5Frequent = () => ofEncoding('big5', [0xa4, 0xc6], [0x40, 0xfe], ['\u4e00', '\u9fff']);
/** The 6,763 characters of GB 2312. */
export const gb2312 = () => ofEncoding('gb2312', [0xb0, 0xf7], [0xa1, 0xfe], ['\u4e00', '\u9fff']);
/** The 2,350 syllables of KS X 1001. */
export const ksHangul = () => ofEncoding('euc-kr', [0xb0, 0xc8], [0xa1, 0xfe], ['\uac00', '\ud7a3']);
