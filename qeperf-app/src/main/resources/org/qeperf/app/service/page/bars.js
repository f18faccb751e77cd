// Intervals as small bars. The picture repeats what stands beside it, so it is hidden from screen readers.

import { s } from './dom.js';

const REACH = Math.log(5);
const WIDTH = 200;

/** A figure within its interval, on a logarithmic track from a fifth of the value to five times it. */
export function intervalBar({ value, lower, upper }) {
  const place = (x) => {
    const share = x > 0 ? Math.log(x / value) / REACH : -1;
    return (Math.max(-1, Math.min(1, share)) + 1) * WIDTH / 2;
  };
  const from = place(lower);
  return track(
      s('rect', { class: 'span', x: from, y: 2, width: Math.max(1, place(upper) - from), height: 8 }),
      s('line', { class: 'mark', x1: place(value), x2: place(value), y1: 0, y2: 12 }));
}

/** A figure within its interval on a track that others share. */
export function sharedBar({ value, lower, upper }, least, most) {
  const place = (x) => (Math.log(x / least) / Math.log(most / least)) * WIDTH;
  return track(
      s('rect', { class: 'span', x: place(lower), y: 2, width: Math.max(1, place(upper) - place(lower)), height: 8 }),
      s('line', { class: 'mark', x1: place(value), x2: place(value), y1: 0, y2: 12 }));
}

/** A share of one. */
export function shareBar(share, kind = 'span') {
  return track(s('rect', { class: kind, x: 0, y: 2, width: Math.max(0, Math.min(1, share)) * WIDTH, height: 8 }));
}

function track(...children) {
  return s('svg', { class: 'bar', viewBox: `0 0 ${WIDTH} 12`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { class: 'track', x: 0, y: 2, width: WIDTH, height: 8, rx: 2 }), children);
}
