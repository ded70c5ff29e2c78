import { PaperFile, SAMPLES, addPaper } from '../src/index.ts';
import { barePdf, runsOf } from './bare.ts';

const PAGES = 301;

/** Some 300 pages of notices in every language, in one print file whose fonts are embedded once. */
export async function open() {
  const hanger = SAMPLES.find(({ kind }) => kind === 'door-hanger');
  if (hanger === undefined) throw new Error('There is no sample of a door hanger.');
  const facts = { title: 'Notices', author: 'Bench', subject: '', language: 'en', madeAt: hanger.at };
  const ours = async (round: number): Promise<Uint8Array> => {
    const file = await PaperFile.begin(facts);
    for (let nth = 0; file.pageCount < PAGES; nth += 1)
      addPaper(file, { ...hanger, customer: `Ines Calloway ${round} ${nth}`, account: `10423-${nth}` });
    return file.bytes();
  };
  const pages = await runsOf(() => ours(0));
  const pagesPerSecond = async (make: () => Promise<Uint8Array>): Promise<number> => {
    const began = performance.now();
    await make();
    return (pages.length * 1_000) / (performance.now() - began);
  };
  return {
    unit: 'pages/s',
    better: 'higher',
    ours: (round: number) => pagesPerSecond(() => ours(round)),
    reference: () => pagesPerSecond(() => barePdf(pages)),
    more: () => ({ pages: pages.length }),
  };
}
