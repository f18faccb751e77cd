// Elements without markup in strings: text is always text.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with an id. */
export const byId = (id) => document.getElementById(id);

/** Makes an element: attributes by name, `on` for listeners, then children (elements, texts, nothing). */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function s(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

/** Shows or hides. */
export function show(element, visible) {
  element.hidden = !visible;
}

/**
 * A table.
 * @param columns objects of `title`, `cell(row)`, `number` where cells are numbers or `kind` for another class; the first one heads its row
 * @param options `caption`, `unseen` to hide the caption from the eye, `mark(row)` for the class of a row
 */
export function table(columns, rows, { caption, unseen = false, mark = () => undefined } = {}) {
  const kind = (column) => (column.number ? 'number' : column.kind);
  return h('table', {},
      caption && h('caption', { class: unseen ? 'unseen' : undefined }, caption),
      h('thead', {}, h('tr', {}, columns.map((c) => h('th', { scope: 'col', class: kind(c) }, c.title)))),
      h('tbody', {}, rows.map((row) => h('tr', { class: mark(row) }, columns.map((c, i) =>
        h(i === 0 ? 'th' : 'td', { class: kind(c), scope: i === 0 ? 'row' : undefined }, c.cell(row)))))));
}

/** A part of the page that scrolls sideways by itself and can be scrolled by keyboard. */
export function scroll(label, child) {
  return h('div', { class: 'scroll', role: 'region', 'aria-label': `Table: ${label}`, tabindex: '0' }, child);
}
