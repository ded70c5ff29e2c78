/** What the browser says about this tablet's storage. */
export interface StorageFacts {
  /** The browser promised not to clear it by itself; null when it cannot say. */
  readonly persisted: boolean | null;
  readonly freeBytes: number | null;
}

/** Asks the browser to keep the outbox for good, and how much room there is. */
export async function askForStorage(storage: StorageManager | undefined): Promise<StorageFacts> {
  if (!storage) return { persisted: null, freeBytes: null };
  const persisted = (await storage.persisted()) || (await storage.persist());
  const { quota, usage } = await storage.estimate();
  return { persisted, freeBytes: quota === undefined ? null : quota - (usage ?? 0) };
}

/** `Storage protected · 31.2 GB free`. */
export function storageWords({ persisted, freeBytes }: StorageFacts): string {
  const kept =
    persisted === null
      ? 'Storage: not known'
      : persisted
        ? 'Storage protected'
        : 'Storage not protected. Install the app on this tablet';
  const free = freeBytes === null ? '' : ` · ${(freeBytes / 1e9).toFixed(1)} GB free`;
  return `${kept}${free}`;
}
