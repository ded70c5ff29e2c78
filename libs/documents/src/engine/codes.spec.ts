import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { SAMPLES } from '../samples/sample-facts.ts';
import { makePaper } from '../papers/index.ts';
import { openPdf, rendered } from '../test/pdf.fixture.ts';

const DOTS_PER_POINT = 3;

beforeAll(() => {
  const wasm = createRequire(__filename).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
});

/** What a scanner reads on a page. */
async function scanned(kind: string, page: number): Promise<string[]> {
  const facts = SAMPLES.find((each) => each.kind === kind);
  if (facts === undefined) throw new Error(`There is no sample of ${kind}.`);
  const canvas = await rendered(await openPdf(await makePaper(facts)), page, DOTS_PER_POINT);
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const };
  const found = await readBarcodes(image as never, { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 4 });
  return found.map(({ text }) => text).sort();
}

describe('codes are read back', () => {
  it("a bill's stub: account, bill and cents, and where the policy is", async () => {
    expect(await scanned('bill', 1)).toEqual([
      '10423-02/260115-10423/13440',
      'https://water.alderbluff.example/policy',
    ]);
  });

  it('a door hanger: its order', async () => {
    expect(await scanned('door-hanger', 2)).toEqual(['3-0574', 'https://water.alderbluff.example/policy']);
  });
});
