// Without a browser every browser spec counts as skipped; tools/test.mjs says so, loudly, and how to get one.
if (!process.env.CHROMIUM_PATH) {
  globalThis.it = globalThis.it.skip;
  globalThis.test = globalThis.it;
}
