/** A city's worth of rows fits into this, and loading it does not stop for checkpoints. Nothing here costs safety. */
export const POSTGRES = {
  shared_buffers: '256MB',
  // The write-ahead log of a checkpoint's time, and none kept for the next one: a demo city is small.
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  wal_recycle: 'off',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
};
