import L from 'leaflet';
import type { LatLon } from './polygon.ts';

export interface LassoSettings {
  /** While drawing, at most once a frame. */
  readonly onDrag?: (polygon: readonly LatLon[]) => void;
  /** `add`: Ctrl or Cmd was held, to add to what is selected. */
  readonly onDone: (polygon: readonly LatLon[], add: boolean) => void;
  /** The tool was put away, by use, Escape or `disarm()`. */
  readonly onDisarmed?: () => void;
}

export interface Lasso {
  /** The next drag draws, by mouse, pen or finger; the map stands still meanwhile. */
  arm(): void;
  disarm(): void;
  remove(): void;
}

/** Shift-drag draws a lasso at any time; `arm()` makes a plain drag do so once. */
export function lasso(map: L.Map, settings: LassoSettings): Lasso {
  const container = map.getContainer();
  const line = L.polygon([], { className: 'cs-lasso', interactive: false });
  let armed = false;
  let pointer: number | null = null;
  let pixels: L.Point[] = [];
  let corners: LatLon[] = [];
  let frame = 0;

  const put = (event: PointerEvent): void => {
    const point = map.mouseEventToContainerPoint(event);
    const last = pixels.at(-1);
    if (last && last.distanceTo(point) < 4) return;
    pixels.push(point);
    const at = map.containerPointToLatLng(point);
    corners.push({ lat: at.lat, lon: at.lng });
  };
  const draw = (): void => {
    frame = 0;
    line.setLatLngs(corners.map((corner): L.LatLngTuple => [corner.lat, corner.lon]));
    settings.onDrag?.(corners);
  };
  const stopDrawing = (): void => {
    if (pointer !== null && container.hasPointerCapture(pointer)) container.releasePointerCapture(pointer);
    cancelAnimationFrame(frame);
    frame = 0;
    pointer = null;
    line.remove();
    if (!armed) map.dragging.enable();
  };
  const disarm = (): void => {
    if (!armed) return;
    armed = false;
    container.classList.remove('cs-armed');
    map.dragging.enable();
    settings.onDisarmed?.();
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || pointer !== null || !(armed || event.shiftKey)) return;
    // Buttons, links and popups on the map keep their clicks; scale and attribution are only written on it.
    if (event.target instanceof Element && event.target.closest('a, button, input, .leaflet-popup')) return;
    event.preventDefault();
    map.dragging.disable();
    pointer = event.pointerId;
    container.setPointerCapture(event.pointerId);
    pixels = [];
    corners = [];
    line.setLatLngs([]).addTo(map);
    put(event);
  };
  // The browser begins to select text at the mouse event that follows, not at the pointer's own.
  const press = (event: MouseEvent): void => {
    if (pointer !== null) event.preventDefault();
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    put(event);
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    put(event);
    const drawn = corners;
    stopDrawing();
    disarm();
    if (drawn.length >= 3) settings.onDone(drawn, event.ctrlKey || event.metaKey);
  };
  const cancel = (): void => {
    stopDrawing();
    disarm();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && (pointer !== null || armed)) cancel();
  };

  container.addEventListener('pointerdown', down);
  container.addEventListener('mousedown', press, true);
  container.addEventListener('pointermove', move);
  container.addEventListener('pointerup', up);
  container.addEventListener('pointercancel', cancel);
  document.addEventListener('keydown', key);
  return {
    arm() {
      armed = true;
      container.classList.add('cs-armed');
      map.dragging.disable();
    },
    disarm,
    remove() {
      stopDrawing();
      disarm();
      container.removeEventListener('pointerdown', down);
      container.removeEventListener('mousedown', press, true);
      container.removeEventListener('pointermove', move);
      container.removeEventListener('pointerup', up);
      container.removeEventListener('pointercancel', cancel);
      document.removeEventListener('keydown', key);
    },
  };
}
