// `node tools/fonts.mjs` makes the fonts of libs/documents again: it takes the Noto fonts from their pinned npm packages
// (into a folder of its own, so that no installation carries 130 MB of fonts), keeps the characters that papers can need,
// compares every outline with the whole font, and writes what is left, compressed, to libs/documents/src/fonts. It
// needs the npm registry and is not part of a build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import * as fontkit from 'fontkit';
import { HAN_PUNCTUATION, LATIN, big5Frequent, gb2312, ksHangul } from './lib/font-characters.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'libs/documents/src/fonts');
const SUBSETTER = 'subset-font@2.9.0';
const PACKAGES = {
  latin: ['noto-sans', '0.4.2', 'NotoSans', ['regular', 'bold'], () => LATIN],
  'zh-Hant': ['noto-sans-tc', '0.4.3', 'NotoSansTC', ['regular'], big5Frequent],
  'zh-Hans': ['noto-sans-sc', '0.4.3', 'NotoSansSC', ['regular'], gb2312],
  ko: ['noto-sans-kr', '0.4.3', 'NotoSansKR', ['regular'], ksHangul],
};
const STYLES = { regular: '400Regular', bold: '700Bold' };

function install(folder) {
  const names = Object.values(PACKAGES).map(([name, version]) => `@expo-google-fonts/${name}@${version}`);
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...names, SUBSETTER];
  const run = spawnSync('npm', args, { stdio: 'inherit' });
  if (run.status !== 0) throw new Error('The fonts could not be installed.');
}

/** Every character that the whole font has, drawn by both. */
function compare(name, whole, part, characters) {
  const [full, kept] = [fontkit.create(whole), fontkit.create(part)];
  let compared = 0;
  for (const character of new Set(characters)) {
    const codePoint = character.codePointAt(0);
    if (!full.hasGlyphForCodePoint(codePoint)) continue;
    const [a, b] = [full, kept].map((font) => font.glyphForCodePoint(codePoint));
    if (a.path.toSVG() !== b.path.toSVG() || a.advanceWidth !== b.advanceWidth)
      throw new Error(`${name} draws ${character} otherwise than the whole font.`);
    compared += 1;
  }
  return compared;
}

const folder = await mkdtemp(join(tmpdir(), 'curbstop-fonts-'));
try {
  install(folder);
  const require = createRequire(join(folder, 'package.json'));
  const subsetFont = require('subset-font');
  await mkdir(OUT, { recursive: true });
  const listed = [];
  for (const [face, [name, version, file, weights, characters]] of Object.entries(PACKAGES)) {
    const home = join(folder, 'node_modules/@expo-google-fonts', name);
    await writeFile(join(OUT, `${name}.OFL.txt`), await readFile(join(home, 'LICENSE_FONT')));
    for (const weight of weights) {
      const style = STYLES[weight];
      const source = await readFile(join(home, style, `${file}_${style}.ttf`));
      if (fontkit.create(source)['OS/2'].fsType.noEmbedding) throw new Error(`${file} may not be embedded.`);
      const kept = face === 'latin' ? characters() : HAN_PUNCTUATION + characters();
      const part = await subsetFont(source, kept, { targetFormat: 'truetype' });
      const count = compare(`${file} ${weight}`, source, part, kept);
      const packed = brotliCompressSync(part, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
      });
      await writeFile(join(OUT, `${face}-${weight}.ttf.br`), packed);
      const sha256 = createHash('sha256').update(source).digest('hex');
      listed.push({
        face,
        weight,
        package: `@expo-google-fonts/${name}`,
        version,
        file: `${file}_${style}.ttf`,
        sha256,
        characters: count,
      });
      console.log(`${face} ${weight}: ${count} characters, ${packed.length} bytes`);
    }
  }
  await writeFile(join(OUT, 'fonts.json'), `${JSON.stringify(listed, null, 2)}\n`);
  console.log((await readdir(OUT)).join(' '));
} finally {
  await rm(folder, { recursive: true, force: true });
}
