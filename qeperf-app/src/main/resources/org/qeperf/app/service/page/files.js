// The input and its pseudopotentials: dropped, chosen, removed, and what is still missing.

import { byId, h } from './dom.js';
import { changed, inquiry } from './inquiry.js';
import { bytes, plural } from './numbers.js';
import { pseudopotentials } from './species.js';
import { say, warn } from './voice.js';
import { complain } from './trouble.js';
import { Refusal } from './service.js';

const INPUT = /\.(in|pw|qe|txt|inp)$/i;
const LARGEST = Number(document.body.dataset.largestUpload);

export function startFiles() {
  byId('input-file').addEventListener('change', (event) => take([...event.target.files], true));
  byId('pseudo-files').addEventListener('change', (event) => take([...event.target.files], false));
  ['example', 'welcome-example'].forEach((id) => byId(id).addEventListener('click', example));
  const zone = byId('drop');
  for (const kind of ['dragenter', 'dragover']) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
  }
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && zone.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    take([...event.dataTransfer.files]);
  });
}

/** The names that the input has and no file bears. */
export const missing = () => pseudopotentials(inquiry.text).filter((name) => !inquiry.pseudos.has(name));

let taken = Promise.resolve();

/** Takes files over, after those that came before; without `isInput` their endings tell what they are. */
function take(files, isInput) {
  const turn = taken.then(() => takeNow(files, isInput));
  taken = turn.catch(() => {});
  return turn;
}

async function takeNow(files, isInput) {
  const inputs = files.filter((file) => isInput ?? INPUT.test(file.name));
  const input = inputs.at(-1) ?? inquiry.input;
  const sent = files.filter((file) => !inputs.includes(file)).map((file) => [file.name, file]);
  if (tooLarge(input, new Map([...inquiry.pseudos, ...sent]))) {
    return;
  }
  const text = inputs.length > 0 ? await input.text() : inquiry.text;
  // A file may have been removed meanwhile.
  Object.assign(inquiry, { input, text, pseudos: new Map([...inquiry.pseudos, ...sent]) });
  showFiles();
  changed('files');
}

function tooLarge(input, pseudos) {
  const size = [...pseudos.values(), ...(input ? [input] : [])].reduce((sum, file) => sum + file.size, 0);
  if (size <= LARGEST) {
    return false;
  }
  complain(byId('trouble'), new Refusal('These files are too large',
      `Together they have ${bytes(size)}, and the service takes ${bytes(LARGEST)}. Nothing was sent. Leave out what the input does not name.`));
  return true;
}

function remove(name) {
  inquiry.pseudos = new Map([...inquiry.pseudos].filter(([other]) => other !== name));
  showFiles();
  byId('pseudo-files').focus();
  changed('files');
}

function showFiles() {
  const name = byId('input-name');
  name.textContent = inquiry.input ? `${plural(inquiry.text.replace(/\n$/, '').split('\n').length, 'line')}` : '';
  hold(byId('input-file'), inquiry.input ? [inquiry.input] : []);
  hold(byId('pseudo-files'), [...inquiry.pseudos.values()]);
  const named = pseudopotentials(inquiry.text);
  const lacking = missing();
  byId('pseudo-list').replaceChildren(
      ...[...inquiry.pseudos.keys()].map((file) => present(file, !inquiry.input || named.includes(file))),
      ...lacking.map((file) => h('li', { class: 'missing' }, h('span', { class: 'name' }, file), h('span', { class: 'tag warn' }, 'missing'))));
  byId('pseudo-state').textContent = state(named, lacking);
  if (lacking.length > 0) {
    warn(`Missing: ${lacking.join(', ')}`);
  } else if (inquiry.input) {
    say('All pseudopotentials are there.');
  }
}

/** Makes a file field say what was dropped, as if it had been chosen there. */
function hold(field, files) {
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  field.files = transfer.files;
}

function present(file, used) {
  return h('li', { class: used ? undefined : 'unused' },
      h('span', { class: 'name' }, file, used ? '' : ' (not in the input)'),
      h('button', { type: 'button', class: 'quiet small', 'aria-label': `Remove ${file}`, on: { click: () => remove(file) } }, 'Remove'));
}

function state(named, lacking) {
  if (!inquiry.input) {
    return inquiry.pseudos.size > 0 ? 'Now the input.' : 'The input says which ones it needs.';
  }
  if (named.length === 0) {
    return 'The input names none.';
  }
  return lacking.length > 0
    ? `${lacking.length} of ${named.length} missing; the input names ${named.join(', ')}.`
    : `All that the input names: ${named.join(', ')}.`;
}

async function example() {
  const base = document.body.dataset.assets;
  try {
    const files = await Promise.all(['si.in', 'Si.pz-tm.UPF'].map(async (name) => {
      const response = await fetch(new URL(`${base}/${name}`, document.baseURI));
      return new File([await response.blob()], name);
    }));
    await take(files);
    byId('input-name').scrollIntoView({ block: 'nearest' });
  } catch {
    complain(byId('trouble'), new Refusal('The example cannot be read', 'The service cannot be reached. Try again.'));
  }
}
