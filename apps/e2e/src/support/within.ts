/** Waits for something so many milliseconds at most; then fails with a sentence that says what it waited for. */
export async function within<T>(ms: number, work: Promise<T>, says: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(says())), ms);
    // What was given up on when a story ended must not keep its process.
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Seconds since a moment of the machine's even clock, for people. */
export const secondsSince = (then: number): string => `${((performance.now() - then) / 1_000).toFixed(1)} s`;
