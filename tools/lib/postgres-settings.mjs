/** A city's worth of rows fits into this, and loading it does not stop for checkpoints. Nothing here costs safety. */
export const POSTGRES = {
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
};
