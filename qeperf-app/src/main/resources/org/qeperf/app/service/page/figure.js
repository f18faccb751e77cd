// A plot with its summary and its numbers as a table. The library is loaded when the first plot is drawn.

import { h, table } from './dom.js';

const library = () => import('./echarts.js');
const DECADE = 12;
const MOST_TICKS = 6;
const drawn = new Set();
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

const redraw = () => drawn.forEach((figure) => figure.draw());
[dark, still].forEach((query) => query.addEventListener('change', redraw));
addEventListener('beforeprint', redraw);

/** The colours of the page, as its styles say. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ['ink', 'soft', 'line', 'card', 'accent', 'bar', 'second', 'bad', 'tint'];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export class Figure {
  #area;
  #table;
  #toggle;
  #summary;
  #content;
  #chart;
  #open = false;

  /**
   * @param title what it shows
   * @param size class of the area: tall or short
   * @param chosen called with the row that was clicked
   */
  constructor(title, { size = '', chosen } = {}) {
    this.title = title;
    this.chosen = chosen;
    this.#area = h('div', { class: `plot-area ${size}`, role: 'img' });
    this.#summary = h('p', { class: 'plot-summary' });
    this.#table = h('div', { class: 'unseen' });
    this.#toggle = h('button', { type: 'button', class: 'quiet small', 'aria-expanded': 'false', 'aria-label': `Table: ${title}`, on: { click: () => this.#flip() } }, 'Table');
    this.element = h('figure', { class: 'plot' },
        h('div', { class: 'plot-head' }, h('h3', {}, title), this.#toggle), this.#summary, this.#area, this.#table);
    new ResizeObserver(() => this.#chart && this.#area.clientWidth > 0 && this.#chart.resize()).observe(this.#area);
    drawn.add(this);
  }

  /**
   * Shows something else.
   * @param content `summary` in words, `columns` and `rows` of the table, and `option(colours, width)` for the plot
   */
  show(content) {
    this.#content = content;
    this.#summary.textContent = content.summary;
    this.#area.setAttribute('aria-label', `${this.title}. ${content.summary}`);
    this.#table.replaceChildren(table(content.columns, content.rows, { caption: this.title, unseen: true }));
    return this.draw();
  }

  async draw() {
    if (!this.#content) {
      return;
    }
    const echarts = await library();
    const colour = colours();
    if (!this.#chart) {
      this.#chart = echarts.init(this.#area, null, { renderer: 'svg' });
      this.#chart.on('click', (event) => event.data?.row && this.chosen?.(event.data.row));
    }
    this.#chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, "Liberation Sans", "DejaVu Sans", sans-serif', color: colour.ink },
      tooltip: {
        renderMode: 'richText', confine: true, backgroundColor: colour.card, borderColor: colour.line, padding: [8, 10],
        textStyle: { color: colour.ink, fontSize: 12, lineHeight: 18 },
      },
      ...this.#content.option(colour, this.#area.clientWidth),
    }, { notMerge: true });
    this.#area.dataset.drawn = 'true';
  }

  #flip() {
    this.#open = !this.#open;
    this.#table.className = this.#open ? 'plot-table' : 'unseen';
    if (this.#open) {
      this.#table.tabIndex = 0;
      this.#table.setAttribute('role', 'region');
      this.#table.setAttribute('aria-label', `Numbers: ${this.title}`);
    } else {
      this.#table.removeAttribute('tabindex');
      this.#table.removeAttribute('role');
      this.#table.removeAttribute('aria-label');
    }
    this.#toggle.setAttribute('aria-expanded', String(this.#open));
    this.#toggle.textContent = this.#open ? 'Hide table' : 'Table';
    this.#toggle.setAttribute('aria-label', `${this.#toggle.textContent}: ${this.title}`);
  }
}

/** An axis in the page's colours. */
export function axis(colour, name, more = {}) {
  return {
    name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: colour.soft, fontSize: 12 },
    axisLabel: { color: colour.soft, fontSize: 12, hideOverlap: true, ...more.axisLabel },
    axisLine: { lineStyle: { color: colour.line } }, axisTick: { lineStyle: { color: colour.line } },
    splitLine: { lineStyle: { color: colour.line, opacity: 0.6 } }, minorTick: { show: false },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'axisLabel')),
  };
}

/** A scale for positive values with room around them: logarithmic where they span more than a factor. */
export function spread(values, factor = DECADE) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  if (most / least > factor) {
    return { type: 'log', min: nice(least / 1.2, Math.floor), max: nice(most * 1.2, Math.ceil) };
  }
  return { type: 'value', scale: true, splitNumber: 4, boundaryGap: ['12%', '12%'], ...(least < 0.4 * most ? { min: 0 } : {}) };
}

function nice(value, round) {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((round(value / unit) * unit).toPrecision(3));
}

/** A scale for logarithms to the base two of numbers of cores. */
export function doubling(values) {
  const least = Math.floor(Math.log2(Math.min(...values)));
  const span = Math.log2(Math.max(...values)) - least;
  const step = Math.max(1, Math.ceil(span / MOST_TICKS));
  return { type: 'value', min: least, max: least + step * Math.max(1, Math.ceil(span / step)), interval: step };
}
