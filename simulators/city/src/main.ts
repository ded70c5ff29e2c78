import { ConfigError, readConfig } from './config.ts';
import { startCity } from './city.ts';

/** What still hangs must not hold up the end for longer, in milliseconds. */
const PATIENCE_MS = 3_000;

try {
  const city = await startCity(readConfig(process.env), (line) => console.log(line));
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    city.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  // Ctrl-C reaches everyone in the terminal at once; whoever started us ends us in order.
  process.on('SIGINT', () => {
    if (!process.send) end();
  });
  process.on('disconnect', end);
  process.send?.({ ready: true });
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
