// What is said to those who do not see the page change.

import { byId } from './dom.js';

let timer;

/** Says a result when nothing else was said for a moment. */
export function say(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    byId('live').textContent = text;
  }, 400);
}

/** Says an error at once. */
export function warn(text) {
  clearTimeout(timer);
  byId('alarm').textContent = text;
}

/** Takes an error back. */
export function calm() {
  byId('alarm').textContent = '';
}
