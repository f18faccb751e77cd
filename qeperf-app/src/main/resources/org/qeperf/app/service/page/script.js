// The batch script of the layout in the fields.

import { byId, h, show } from './dom.js';
import { inquiry } from './inquiry.js';
import { say } from './voice.js';

let text = '';

export function startScript() {
  byId('script-copy').addEventListener('click', copy);
  byId('script-download').addEventListener('click', download);
}

/** The fields of the script that hold something. */
export const scriptFields = () => Object.fromEntries(
    [['account', 'account'], ['job-name', 'job_name'], ['script-time', 'time']].map(([id, name]) => [name, byId(id).value.trim()]));

/** Shows a script. */
export function showScript(script) {
  text = script;
  ready(true);
  const old = byId('script-body').querySelector('pre');
  if (old) {
    old.textContent = script;
  } else {
    byId('script-body').replaceChildren(
        h('div', { class: 'listing', tabindex: '0', role: 'region', 'aria-label': 'Lines of the script' }, h('pre', {}, script)));
  }
  show(byId('script'), true);
}

/** Shows why there is none; the fields stay. */
export function refuseScript(error) {
  text = '';
  ready(false);
  byId('script-body').replaceChildren(h('div', { class: 'note' }, h('strong', {}, `${error.title ?? 'No script'}: `), error.message));
  show(byId('script'), true);
}

function ready(yes) {
  byId('script-copy').disabled = !yes;
  byId('script-download').disabled = !yes;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(text);
    told('Copied');
  } catch {
    getSelection().selectAllChildren(byId('script-body').querySelector('pre'));
    told('Selected');
  }
}

function told(word) {
  const button = byId('script-copy');
  button.textContent = word;
  say(word === 'Copied' ? 'The script is copied.' : 'The script is selected; copy it with the keyboard.');
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

function download() {
  const link = h('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/x-shellscript' })), download: `${inquiry.input.name.replace(/\.[^.]*$/, '')}.sh` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say('The script is downloaded.');
}
