// The views: arrow keys move between them, the address remembers which one is open.

import { byId } from './dom.js';

const NAMES = ['predict', 'runs', 'models', 'help'];

/** @param opened called with the name of a view when it opens */
export function startTabs(opened) {
  const tabs = NAMES.map((name) => byId(`tab-${name}`));
  const open = (name, focus) => {
    NAMES.forEach((other, i) => {
      const chosen = other === name;
      tabs[i].setAttribute('aria-selected', String(chosen));
      tabs[i].tabIndex = chosen ? 0 : -1;
      byId(`view-${other}`).hidden = !chosen;
    });
    if (focus) {
      byId(`tab-${name}`).focus();
    }
    opened(name);
  };
  const named = () => (NAMES.includes(location.hash.slice(1)) ? location.hash.slice(1) : NAMES[0]);
  const go = (name, focus) => {
    history.replaceState(null, '', name === NAMES[0] ? location.pathname + location.search : `#${name}`);
    open(name, focus);
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => go(NAMES[i], false));
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: NAMES.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        go(NAMES[(to + NAMES.length) % NAMES.length], true);
      }
    });
  });
  addEventListener('hashchange', () => location.hash !== '#content' && open(named(), false));
  open(named(), false);
}
