/**
 * Quantises a vector to int8, one byte per dimension: the largest component becomes 127 or -127. Only
 * directions are compared, so the scale is not stored. Scaling by the largest component instead of the length
 * uses all eight bits: a unit vector of 768 dimensions has components of about 0.04. The error of the cosine
 * is less than 0.5 √d / 127 (each component is rounded by at most 0.5 / 127 of the largest).
 * @returns zeros for a vector of zeros.
 */
export function quantise(vector: Float32Array): Int8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  return largest === 0
    ? new Int8Array(vector.length)
    : Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
}
