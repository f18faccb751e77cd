// Numbers with units, the same as the command line writes them.

const GAP = '\u00a0'; // no line ends between a number and its unit
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const MEGA = 1 << 20;
const GIGA = 1 << 30;

/** Three digits, as %.3g writes them. */
export function digits(value) {
  if (value === 0) {
    return '0.00';
  }
  const exponent = Number(value.toExponential(2).split('e')[1]);
  if (exponent >= -4 && exponent < 3) {
    return value.toFixed(2 - exponent);
  }
  const [mantissa] = value.toExponential(2).split('e');
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Such as 0.0421 s, 12.3 s, 3 min 20 s, 1 h 23 min or 2 d 4 h. */
export function seconds(value) {
  if (value < MINUTE - 0.5) {
    return `${digits(value)}${GAP}s`;
  }
  if (Math.round(value) < HOUR) {
    return two(Math.round(value), MINUTE, 'min', 1, 's');
  }
  const minutes = Math.round(value / MINUTE) * MINUTE;
  return minutes < DAY ? two(minutes, HOUR, 'h', MINUTE, 'min') : two(Math.round(value / HOUR) * HOUR, DAY, 'd', HOUR, 'h');
}

function two(value, large, largeUnit, small, smallUnit) {
  const rest = Math.floor((value % large) / small);
  return `${Math.floor(value / large)}${GAP}${largeUnit}${rest === 0 ? '' : ` ${rest}${GAP}${smallUnit}`}`;
}

/** In MB of 2^20 bytes, or GB. */
export function bytes(value) {
  return value < GIGA ? `${(value / MEGA).toFixed(1)}${GAP}MB` : `${(value / GIGA).toFixed(1)}${GAP}GB`;
}

/** The same of a value in MB. */
export const megabytes = (value) => bytes(value * MEGA);

/** Never 0 or 100 % of what is only likely. */
export function probability(value) {
  if (value > 0 && value * 100 < 0.5) {
    return `under 1${GAP}%`;
  }
  if (value < 1 && value * 100 >= 99.5) {
    return `over 99${GAP}%`;
  }
  return `${(100 * value).toFixed(0)}${GAP}%`;
}

/** Such as 90 % or 99.5 %. */
export const level = (value) => `${(100 * value).toFixed(1).replace(/\.0$/, '')}${GAP}%`;

/** Such as 90 % between 1.00 s and 2.00 s. */
export const range = (figure, unit) => `${level(figure.level)} between ${unit(figure.lower)} and ${unit(figure.upper)}`;

/** A count without decimals. */
export const count = (value) => value.toFixed(0);

/** A count with its thousands apart. */
export const grouped = (value) =>
  Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(7)));

/** Something and its number: 1 node, 2 nodes. */
export const plural = (value, word) => `${value} ${word}${value === 1 ? '' : 's'}`;

/** A layout in words. */
export const layoutText = (l) =>
  `${plural(l.nodes, 'node')} × ${plural(l.tasks_per_node, 'task')} × ${plural(l.threads_per_task, 'thread')}, ${plural(l.pools, 'pool')}`;
