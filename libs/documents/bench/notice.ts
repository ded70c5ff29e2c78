import { SAMPLES, makePaper } from '../src/index.ts';
import { barePdf, runsOf } from './bare.ts';

/** Door hangers one by one, each with names and figures of its own, in every language. */
export async function open() {
  const hanger = SAMPLES.find(({ kind }) => kind === 'door-hanger');
  if (hanger === undefined) throw new Error('There is no sample of a door hanger.');
  const named = (round: number) => ({ ...hanger, customer: `Ines Calloway ${round}`, account: `10423-${round}` });
  const pages = await runsOf(() => makePaper(hanger));
  const NOTICES = 4;
  let bytes = 0;
  const perSecond = async (make: (nth: number) => Promise<Uint8Array>): Promise<number> => {
    const began = performance.now();
    for (let nth = 0; nth < NOTICES; nth += 1) bytes = (await make(nth)).length;
    return (NOTICES * pages.length * 1_000) / (performance.now() - began);
  };
  await makePaper(hanger);
  await barePdf(pages);
  let [ours, bare] = [0, 0];
  return {
    unit: 'pages/s',
    better: 'higher',
    ours: async (round: number) => {
      const speed = await perSecond((nth) => makePaper(named(round * NOTICES + nth)));
      ours = bytes;
      return speed;
    },
    reference: async () => {
      const speed = await perSecond(() => barePdf(pages));
      bare = bytes;
      return speed;
    },
    more: () => ({ kilobytes: Math.round(ours / 1024), referenceKilobytes: Math.round(bare / 1024) }),
  };
}
