// What the service understood of the input: the counts that pw.x will print.

import { byId, h, show, table } from './dom.js';
import { digits, grouped, megabytes } from './numbers.js';

const yes = (value) => (value ? 'yes' : 'no');
const grid = (value) => value.join(' × ');

const GROUPS = [
  ['System', [
    ['n_at', 'atoms', grouped], ['n_species', 'species', grouped], ['n_el', 'electrons', grouped], ['n_ks', 'bands (states)', grouped],
    ['n_sym', 'symmetry operations', grouped], ['volume_bohr3', 'volume in bohr³', grouped], ['ultrasoft', 'ultrasoft', yes], ['paw', 'PAW', yes],
  ]],
  ['k-points and spin', [
    ['n_k', 'k-points', grouped], ['gamma_only', 'Gamma tricks', yes], ['n_spin', 'spin directions', grouped], ['noncollinear', 'noncollinear', yes],
    ['smearing', 'smearing', yes],
  ]],
  ['Basis', [
    ['ecutwfc_ry', 'cutoff of wavefunctions in Ry', grouped], ['ecutrho_ry', 'cutoff of the density in Ry', grouped], ['fft_dense', 'FFT grid', grid],
    ['fft_smooth', 'smooth FFT grid', grid], ['n_g_dense', 'G-vectors', grouped], ['n_g_smooth', 'smooth G-vectors', grouped],
    ['n_pw_max', 'plane waves at most', grouped], ['n_kb', 'projectors', grouped],
  ]],
  ['Calculation', [
    ['conv_thr_ry', 'convergence threshold in Ry', digits], ['mixing_beta', 'mixing', grouped], ['n_scf_max', 'iterations at most', grouped],
    ['n_step', 'ionic steps at most', grouped], ['memory_per_rank_mb', 'pw.x’s memory on one rank', megabytes],
  ]],
];

/** Shows a document of `features`. */
export function showCounts(document) {
  byId('counts').replaceChildren(h('div', { class: 'group' }, GROUPS.map(([title, entries]) => {
    const rows = entries.filter(([key]) => document[key] !== undefined && document[key] !== null);
    const body = table([{ title: 'Count', cell: ([, name]) => name }, { title: 'Value', cell: ([key, , format]) => format(document[key]) }], rows);
    body.tHead.className = 'unseen';
    body.classList.add('pairs');
    return h('div', {}, h('h3', {}, title), body);
  })));
  show(byId('understood'), true);
}
