// Seeded chance: the same seed throws the same numbers.

/** A die: `dice(6)` is 0 to 5. mulberry32 (Ettinger 2017). */
export function chance(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % sides;
  };
}
