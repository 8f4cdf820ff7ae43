type RankOf = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * The number of tokens that byte-pair encoding makes of bytes[0, length): it merges the adjacent pair of
 * lowest rank, leftmost first, until no pair has a rank (Sennrich et al., arXiv:1508.07909 §3.2, on bytes).
 */
export function mergedTokens(bytes: Uint8Array, length: number, rankOf: RankOf): number {
  if (length <= 1) return length;
  if (rankOf(bytes, 0, length) >= 0) return 1;
  return length <= SHORT ? mergeShort(bytes, length, rankOf) : mergeLong(bytes, length, rankOf);
}

/**
 * Up to this many bytes, nearly all pieces, the lowest pair is searched again after each merge. No
 * allocation.
 */
const SHORT = 64;
const NONE = 2 ** 31 - 1;
const starts = new Int32Array(SHORT + 1);
/** Rank of the pair that a part makes with the next one. */
const ranks = new Int32Array(SHORT + 1);

function mergeShort(bytes: Uint8Array, length: number, rankOf: RankOf): number {
  let parts = length;
  const rankAt = (part: number): number => {
    if (part + 1 >= parts) return NONE;
    const rank = rankOf(bytes, starts[part]!, starts[part + 2]!);
    return rank < 0 ? NONE : rank;
  };
  for (let i = 0; i <= length; i++) starts[i] = i;
  for (let i = 0; i < length; i++) ranks[i] = rankAt(i);
  for (;;) {
    let best = 0;
    for (let part = 1; part < parts; part++) if (ranks[part]! < ranks[best]!) best = part;
    if (ranks[best] === NONE) return parts;
    starts.copyWithin(best + 1, best + 2, parts + 1);
    ranks.copyWithin(best + 1, best + 2, parts);
    parts--;
    ranks[best] = rankAt(best);
    if (best > 0) ranks[best - 1] = rankAt(best - 1);
  }
}

/** Uses a heap, so that a piece of 100,000 letters takes O(n log n) and not O(n²). */
function mergeLong(bytes: Uint8Array, length: number, rankOf: RankOf): number {
  // Parts form a linked list; part i starts at byte i. end[i] is where it ends, 0 once it has been merged away.
  const end = new Int32Array(length);
  const previous = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    end[i] = i + 1;
    previous[i] = i - 1;
  }
  const heap: number[] = [];
  const offer = (left: number): void => {
    const middle = end[left]!;
    if (middle >= length) return;
    const rank = rankOf(bytes, left, end[middle]!);
    // One number orders by rank, then position; a rank needs 18 bits and a position 31.
    if (rank >= 0) push(heap, rank * 2 ** 31 + left, end[middle]!);
  };
  for (let i = 0; i + 1 < length; i++) offer(i);
  let parts = length;
  while (heap.length > 0) {
    const [key, upTo] = pop(heap);
    const left = key % 2 ** 31;
    const right = end[left]!;
    // An entry is stale when either of its parts has changed since it was pushed.
    if (right === 0 || right >= length || end[right] !== upTo) continue;
    end[left] = upTo;
    end[right] = 0;
    if (upTo < length) previous[upTo] = left;
    parts--;
    offer(left);
    if (previous[left]! >= 0) offer(previous[left]!);
  }
  return parts;
}

/** Pushes onto a binary min-heap of (key, value) pairs, stored flat in one array. */
function push(heap: number[], key: number, value: number): void {
  let at = heap.length;
  heap.push(key, value);
  while (at > 0) {
    const parent = ((at / 2 - 1) >> 1) * 2;
    if (heap[parent]! <= key) break;
    heap[at] = heap[parent]!;
    heap[at + 1] = heap[parent + 1]!;
    at = parent;
  }
  heap[at] = key;
  heap[at + 1] = value;
}

function pop(heap: number[]): [key: number, value: number] {
  const top: [number, number] = [heap[0]!, heap[1]!];
  const value = heap.pop()!;
  const key = heap.pop()!;
  const size = heap.length;
  if (size === 0) return top;
  let at = 0;
  for (;;) {
    let child = at * 2 + 2;
    if (child >= size) break;
    if (child + 2 < size && heap[child + 2]! < heap[child]!) child += 2;
    if (heap[child]! >= key) break;
    heap[at] = heap[child]!;
    heap[at + 1] = heap[child + 1]!;
    at = child;
  }
  heap[at] = key;
  heap[at + 1] = value;
  return top;
}
