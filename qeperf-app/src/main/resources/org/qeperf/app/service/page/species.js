// The names of pseudopotentials in an input, for the list of what is missing; what counts is what the service reads.

const CARD = /^\s*(ATOMIC_POSITIONS|K_POINTS|ADDITIONAL_K_POINTS|CELL_PARAMETERS|CONSTRAINTS|OCCUPATIONS|ATOMIC_FORCES|ATOMIC_VELOCITIES|SOLVENTS|HUBBARD)\b/i;

/** Names of files in the order of the card ATOMIC_SPECIES, each once. */
export function pseudopotentials(text) {
  const names = [];
  let inside = false;
  for (const whole of text.split(/\r\n?|\n/)) {
    const line = whole.replace(/[!#].*$/, '').trim();
    if (/^ATOMIC_SPECIES\b/i.test(line)) {
      inside = true;
    } else if (inside && (CARD.test(line) || line.startsWith('&'))) {
      break;
    } else if (inside && line) {
      const name = line.split(/\s+/)[2];
      if (name) {
        names.push(name.split('/').pop());
      }
    }
  }
  return [...new Set(names)];
}
