// Where the vertices of a small graph are drawn: as far apart as the paths between them are long (stress majorisation; Gansner, Koren, North 2004).

export interface Point {
  readonly x: number;
  readonly y: number;
}

const rounds = 300;

/** One point for each of `order` vertices, within -1..1 both ways; the same graph always gives the same points. Time O(order² · rounds): for tens of vertices. */
export function graphLayout(order: number, edges: readonly (readonly [number, number])[]): Point[] {
  const distance = distances(order, edges);
  const x = new Float64Array(order);
  const y = new Float64Array(order);
  // In breadth-first order on a circle: neighbours begin near each other.
  for (const [position, vertex] of breadthFirst(order, distance).entries()) {
    x[vertex] = Math.cos((2 * Math.PI * position) / order);
    y[vertex] = Math.sin((2 * Math.PI * position) / order);
  }
  for (let round = 0; round < rounds; round++)
    for (let vertex = 0; vertex < order; vertex++) relax(vertex, distance[vertex], x, y);
  return scaled(x, y);
}

/** Moves a vertex to where its distances to all others, weighed by their inverse squares, fit best. */
function relax(vertex: number, wanted: Float64Array, x: Float64Array, y: Float64Array): void {
  let sumX = 0;
  let sumY = 0;
  let sumWeight = 0;
  for (let other = 0; other < wanted.length; other++) {
    if (other === vertex) continue;
    const weight = 1 / wanted[other] ** 2;
    const length = Math.hypot(x[vertex] - x[other], y[vertex] - y[other]) || 1e-9;
    sumX += weight * (x[other] + (wanted[other] * (x[vertex] - x[other])) / length);
    sumY += weight * (y[other] + (wanted[other] * (y[vertex] - y[other])) / length);
    sumWeight += weight;
  }
  if (sumWeight === 0) return;
  x[vertex] = sumX / sumWeight;
  y[vertex] = sumY / sumWeight;
}

/** Edges between all pairs of vertices on the shortest path; between parts that are not connected, one more than the longest. */
function distances(order: number, edges: readonly (readonly [number, number])[]): Float64Array[] {
  const neighbours: number[][] = Array.from({ length: order }, () => []);
  for (const [a, b] of edges) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  let longest = 0;
  const rows = neighbours.map((_, start) => {
    const row = new Float64Array(order).fill(Infinity);
    row[start] = 0;
    const queue = [start];
    for (const vertex of queue) {
      longest = Math.max(longest, row[vertex]);
      for (const next of neighbours[vertex]) {
        if (row[next] !== Infinity) continue;
        row[next] = row[vertex] + 1;
        queue.push(next);
      }
    }
    return row;
  });
  return rows.map((row) => row.map((value) => (value === Infinity ? longest + 1 : value)));
}

/** All vertices, by their distance from one that is farthest from the first. */
function breadthFirst(order: number, distance: readonly Float64Array[]): number[] {
  const vertices = Array.from({ length: order }, (_, vertex) => vertex);
  if (order === 0) return vertices;
  const end = vertices.reduce((far, vertex) => (distance[0][vertex] > distance[0][far] ? vertex : far), 0);
  return vertices.sort((a, b) => distance[end][a] - distance[end][b] || a - b);
}

/** Both axes by one factor, centred. */
function scaled(x: Float64Array, y: Float64Array): Point[] {
  const [left, right, top, bottom] = [
    x.reduce((least, value) => Math.min(least, value), Infinity),
    x.reduce((most, value) => Math.max(most, value), -Infinity),
    y.reduce((least, value) => Math.min(least, value), Infinity),
    y.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
  const factor = 2 / Math.max(right - left, bottom - top, 1e-9);
  return Array.from(x, (value, vertex) => ({
    x: (value - (left + right) / 2) * factor,
    y: (y[vertex] - (top + bottom) / 2) * factor,
  }));
}
