/** The sound and the shaking that go on until a recall is answered. */
export interface Alarm {
  /** Starts; gives back how to stop. */
  ring(): () => void;
}

const EVERY_MS = 1_200;

/** Two rising tones. Browsers let a page sound only after it was touched once, so the first touch wakes the output. */
export function createAlarm(): Alarm {
  let audio: AudioContext | null = null;
  const wake = (): void => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  };
  for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, wake, { capture: true });

  const tone = (context: AudioContext, from: number, pitch: number): void => {
    const voice = context.createOscillator();
    const volume = context.createGain();
    voice.type = 'square';
    voice.frequency.value = pitch;
    volume.gain.value = 0.25;
    voice.connect(volume).connect(context.destination);
    voice.start(context.currentTime + from);
    voice.stop(context.currentTime + from + 0.3);
  };
  const once = (): void => {
    if (audio?.state === 'running') {
      tone(audio, 0, 660);
      tone(audio, 0.35, 880);
    }
    // Not every tablet can shake; those that cannot say so by not having it.
    if ('vibrate' in navigator) navigator.vibrate([400, 150, 400]);
  };
  return {
    ring() {
      once();
      const timer = setInterval(once, EVERY_MS);
      return () => {
        clearInterval(timer);
        if ('vibrate' in navigator) navigator.vibrate(0);
      };
    },
  };
}
