/** The first `end` of a list in an order; equals stay as they are. A page near the top is cheap. */
export const firstOf = <T>(list: readonly T[], end: number, order: (a: T, b: T) => number): T[] => {
  if (end * 8 > list.length) return [...list].sort(order).slice(0, end);
  const first: T[] = [];
  for (const each of list) {
    if (first.length === end && (end === 0 || order(each, first[end - 1]!) >= 0)) continue;
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(each, first[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, each);
    if (first.length > end) first.pop();
  }
  return first;
};
