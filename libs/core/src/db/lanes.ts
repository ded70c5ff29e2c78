/** Transactions side by side: the database works for one while another decides what to write. */
const LANES = 2;

/**
 * Calls `work` again and again, in {@link LANES} at once, until there is none left: each call takes the next piece and answers
 * whether there was one. After an error no further piece is begun, and the error is thrown when those begun have ended.
 */
export async function inLanes(work: () => Promise<boolean>): Promise<void> {
  let isOver = false;
  const lane = async (): Promise<void> => {
    while (!isOver) {
      try {
        if (!(await work())) isOver = true;
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
