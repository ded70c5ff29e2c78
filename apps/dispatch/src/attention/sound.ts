import type { AttentionItem } from '@curbstop/contracts';

const EVERY_MS = 10_000;

/** Two short tones. */
function tone(context: AudioContext): void {
  for (const after of [0, 0.3]) {
    const note = context.createOscillator();
    const volume = context.createGain();
    note.frequency.value = 880;
    volume.gain.value = 0.15;
    note.connect(volume).connect(context.destination);
    note.start(context.currentTime + after);
    note.stop(context.currentTime + after + 0.18);
  }
}

/** Sounds at once and then every ten seconds, until it is stopped. */
export function startRinging(): () => void {
  let context: AudioContext | null = null;
  const ring = (): void => {
    // Before the first key or click a browser lets no page sound; the words are there in any case.
    if (!navigator.userActivation.hasBeenActive) return;
    context ??= new AudioContext();
    tone(context);
  };
  ring();
  const timer = setInterval(ring, EVERY_MS);
  return () => clearInterval(timer);
}

/** The same thing rings again when it has become worse. */
export function soundKey({ key, level }: Pick<AttentionItem, 'key' | 'level'>): string {
  return `${key}/${level}`;
}

/** Whether anything sounds that nobody at this screen has quieted. */
export function isLoud(items: readonly AttentionItem[], quiet: ReadonlySet<string>): boolean {
  return items.some((item) => item.level !== 'watch' && !quiet.has(soundKey(item)));
}

/** `0:45`, `12:03`, `3 h 05 min`: how long a thing has lasted. */
export function timerInWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (n: number): string => String(n).padStart(2, '0');
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 3_600)} h ${two(Math.floor((seconds % 3_600) / 60))} min`;
}
