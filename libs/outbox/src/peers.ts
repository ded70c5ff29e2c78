/** The other pages of the same tablet: one sends, and all show the same queue. */
export interface Peers {
  /** The store was changed here. */
  tell(): void;
  /** Calls back when another page changed the store; gives back how to stop. */
  hear(listener: () => void): () => void;
}

/** The pages of one origin, where the browser knows channels; null where it does not. */
export function broadcastPeers(name = 'curbstop-outbox'): Peers | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(name);
  return {
    tell: () => channel.postMessage('changed'),
    hear(listener) {
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
