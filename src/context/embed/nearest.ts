/**
 * Exact cosine between one vector and each row of an int8 matrix (brute force, no approximate index).
 * @param query float32, `d` values.
 * @param rows int8, `n × d`, row after row.
 * @returns `n` cosines, NaN where a row or the query is zero.
 */
export function cosines(query: Float32Array, rows: Int8Array): Float32Array {
  const d = query.length;
  const result = new Float32Array(d === 0 ? 0 : rows.length / d);
  let square = 0;
  for (const value of query) square += value * value;
  const length = Math.sqrt(square);
  for (let row = 0, at = 0; row < result.length; row++) {
    let dot = 0;
    let norm = 0;
    for (let i = 0; i < d; i++, at++) {
      const value = rows[at]!;
      dot += query[i]! * value;
      norm += value * value;
    }
    result[row] = norm === 0 || length === 0 ? Number.NaN : dot / (length * Math.sqrt(norm));
  }
  return result;
}
