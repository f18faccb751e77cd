// Why there is no answer, where everyone sees and hears it.

import { h, show } from './dom.js';
import { calm, warn } from './voice.js';

/** Shows an error; `again` adds a button that tries again. */
export function complain(place, error, again) {
  const title = error.title ?? 'Something on this page went wrong';
  const text = error.title ? error.message : `${error.message}. Load the page again.`;
  const worthAgain = again && (error.problem?.status ?? 500) >= 500;
  place.replaceChildren(h('h3', {}, title), h('p', {}, text),
      ...(worthAgain ? [h('button', { type: 'button', on: { click: again } }, 'Try again')] : []));
  place.classList.remove('mild');
  show(place, true);
  warn(`${title}. ${text}`);
}

/** Says that an answer takes longer. */
export function patience(place, seconds) {
  remark(place, `The service is busy. It is asked again in ${Math.ceil(seconds)} s.`);
}

/** Says something that is no error. */
export function remark(place, text) {
  place.replaceChildren(h('p', {}, text));
  place.classList.add('mild');
  show(place, true);
}

/** Nothing is wrong any more. */
export function clear(place) {
  if (!place.hidden) {
    place.replaceChildren();
    show(place, false);
    calm();
  }
}
