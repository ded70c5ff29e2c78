/** Finds the boxes that touch a window, by a grid of square cells; built once, asked for every tile. */
export interface GridIndex {
  /** Numbers of the boxes that meet the window (edges count), rising, each once. */
  query(minX: number, minY: number, maxX: number, maxY: number): number[];
}

/**
 * Indexes boxes laid out as minX, minY, maxX, maxY, … A cell should be a few times the size of a common box.
 * Cells lie in one list behind a table of starts, so 20,000 boxes cost two arrays and no objects.
 */
export function gridIndex(boxes: Float64Array, cell: number): GridIndex {
  const count = boxes.length / 4;
  const at = (i: number): number => boxes[i] ?? 0;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < boxes.length; i += 4) {
    minX = Math.min(minX, at(i));
    minY = Math.min(minY, at(i + 1));
    maxX = Math.max(maxX, at(i + 2));
    maxY = Math.max(maxY, at(i + 3));
  }
  if (count === 0) return { query: () => [] };

  const columns = Math.floor((maxX - minX) / cell) + 1;
  const rows = Math.floor((maxY - minY) / cell) + 1;
  const clamp = (value: number, most: number): number => Math.min(most - 1, Math.max(0, value));
  const column = (x: number): number => clamp(Math.floor((x - minX) / cell), columns);
  const row = (y: number): number => clamp(Math.floor((y - minY) / cell), rows);
  const eachCell = (box: number, visit: (cell: number) => void): void => {
    const lastRow = row(at(box * 4 + 3));
    const lastColumn = column(at(box * 4 + 2));
    for (let r = row(at(box * 4 + 1)); r <= lastRow; r += 1) {
      for (let c = column(at(box * 4)); c <= lastColumn; c += 1) visit(r * columns + c);
    }
  };

  const starts = new Uint32Array(columns * rows + 1);
  for (let box = 0; box < count; box += 1) eachCell(box, (c) => (starts[c + 1] = (starts[c + 1] ?? 0) + 1));
  for (let c = 0; c < columns * rows; c += 1) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0);
  const next = starts.slice();
  const members = new Uint32Array(starts[columns * rows] ?? 0);
  for (let box = 0; box < count; box += 1) {
    eachCell(box, (c) => {
      members[next[c] ?? 0] = box;
      next[c] = (next[c] ?? 0) + 1;
    });
  }

  return {
    query(x0, y0, x1, y1) {
      if (x1 < minX || y1 < minY || x0 > maxX || y0 > maxY) return [];
      const found = new Set<number>();
      for (let r = row(y0); r <= row(y1); r += 1) {
        for (let c = column(x0); c <= column(x1); c += 1) {
          const from = r * columns + c;
          for (let i = starts[from] ?? 0; i < (starts[from + 1] ?? 0); i += 1) {
            const box = members[i] ?? 0;
            const b = box * 4;
            if (at(b) <= x1 && at(b + 2) >= x0 && at(b + 1) <= y1 && at(b + 3) >= y0) found.add(box);
          }
        }
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}
