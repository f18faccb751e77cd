// What each plot of the advice shows: its words, its numbers and its picture.

import { axis, doubling, spread } from './figure.js';
import { digits, layoutText, megabytes, plural, probability, seconds } from './numbers.js';

const number = (title, cell) => ({ title, cell, number: true });
const tick = (value) => (value >= 60 ? seconds(value) : `${Number(value.toPrecision(3))} s`);
const plain = (value) => String(Number(value.toPrecision(3)));
const GRID = { left: 64, right: 18, top: 14, bottom: 44 };

const LAYOUT = [
  { title: 'Layout', cell: layoutText },
];

/** Layouts that no other beats: time over core-hours. */
export function pareto(rows) {
  const sorted = [...rows].sort((a, b) => a.core_hours - b.core_hours);
  const [cheap, fast] = [sorted[0], sorted.at(-1)];
  return {
    summary: sorted.length === 1 ? `One layout is the fastest and the cheapest: ${seconds(cheap.total_wall_seconds)}.`
      : `From ${seconds(cheap.total_wall_seconds)} for ${digits(cheap.core_hours)} core-hours to ${seconds(fast.total_wall_seconds)} for ${digits(fast.core_hours)}. Click a point to take its layout.`,
    columns: [...LAYOUT, number('Core-hours', (r) => digits(r.core_hours)), number('Time', (r) => seconds(r.total_wall_seconds)), number('Fails', (r) => probability(r.failure_probability))],
    rows: sorted,
    option: (colour) => ({
      grid: GRID,
      xAxis: axis(colour, 'core-hours', { ...spread(sorted.map((r) => r.core_hours)), axisLabel: { formatter: plain } }),
      yAxis: axis(colour, 'time', { nameGap: 50, ...spread(sorted.map((r) => r.total_wall_seconds)), axisLabel: { formatter: tick } }),
      series: [{
        type: 'line', symbol: 'circle', symbolSize: 11, lineStyle: { color: colour.bar, width: 2 }, cursor: 'pointer',
        data: sorted.map((row) => ({ value: [row.core_hours, row.total_wall_seconds], row, itemStyle: { color: row.failure_probability > 0.1 ? colour.bad : colour.accent, borderColor: colour.card, borderWidth: 1.5 } })),
      }],
      tooltip: tip(colour, ({ row }) => `${layoutText(row)}\n${seconds(row.total_wall_seconds)}, ${digits(row.core_hours)} core-hours, fails ${probability(row.failure_probability)}`),
    }),
  };
}

/** The shortest time over cores, with the ideal. */
export function scaling(rows, knee) {
  const first = rows[0];
  const last = rows.at(-1);
  return {
    summary: `${seconds(first.seconds)} on ${plural(first.cores, 'core')}, ${seconds(last.seconds)} on ${last.cores}. `
      + `Knee at ${plural(knee.cores, 'core')}: ${seconds(knee.seconds)}, efficiency ${probability(knee.efficiency)}.`,
    columns: [number('Cores', (r) => r.cores), number('Time', (r) => seconds(r.seconds)), number('Efficiency', (r) => probability(r.efficiency)), number('Core-hours', (r) => digits(r.core_hours)), { title: 'Layout', cell: layoutText }],
    rows,
    option: (colour) => ({
      grid: { ...GRID, top: 32 },
      legend: { top: 0, right: 0, itemWidth: 18, textStyle: { color: colour.soft }, data: ['time', 'ideal'] },
      xAxis: axis(colour, 'cores', { ...doubling(rows.map((r) => r.cores)), axisLabel: { formatter: (v) => String(2 ** v) } }),
      yAxis: axis(colour, 'time', { nameGap: 50, ...spread(rows.map((r) => r.seconds), 2), axisLabel: { formatter: tick } }),
      series: [
        { name: 'ideal', type: 'line', symbol: 'none', silent: true, clip: true, lineStyle: { color: colour.soft, type: 'dashed', width: 1.5 }, itemStyle: { color: colour.soft }, data: rows.map((r) => [Math.log2(r.cores), first.seconds * first.cores / r.cores]) },
        { name: 'time', type: 'line', symbolSize: 7, symbol: 'circle', cursor: 'pointer', lineStyle: { color: colour.accent, width: 2 }, itemStyle: { color: colour.accent }, data: rows.map((row) => ({ value: [Math.log2(row.cores), row.seconds], row })), markPoint: kneeMark(colour, [Math.log2(knee.cores), knee.seconds]) },
      ],
      tooltip: tip(colour, ({ row }) => (row ? `${plural(row.cores, 'core')}: ${seconds(row.seconds)}, efficiency ${probability(row.efficiency)}\n${layoutText(row)}` : '')),
    }),
  };
}

/** How much of more cores becomes speed. */
export function efficiency(rows, knee) {
  return {
    summary: `Relative to ${plural(rows[0].cores, 'core')}; ${probability(rows.at(-1).efficiency)} on ${rows.at(-1).cores}.`,
    columns: [number('Cores', (r) => r.cores), number('Efficiency', (r) => probability(r.efficiency))],
    rows,
    option: (colour) => ({
      grid: { ...GRID, top: 32 },
      xAxis: axis(colour, 'cores', { ...doubling(rows.map((r) => r.cores)), axisLabel: { formatter: (v) => String(2 ** v) } }),
      yAxis: axis(colour, 'efficiency', { type: 'value', nameGap: 50, min: 0, max: (range) => Math.max(1, Math.ceil(range.max * 10) / 10), axisLabel: { formatter: (v) => `${Math.round(v * 100)} %` } }),
      series: [{
        type: 'line', symbolSize: 7, symbol: 'circle', cursor: 'pointer', areaStyle: { color: colour.tint }, lineStyle: { color: colour.accent, width: 2 }, itemStyle: { color: colour.accent },
        data: rows.map((row) => ({ value: [Math.log2(row.cores), row.efficiency], row })), markPoint: kneeMark(colour, [Math.log2(knee.cores), knee.efficiency]),
      }],
      tooltip: tip(colour, ({ row }) => (row ? `${plural(row.cores, 'core')}: ${probability(row.efficiency)}` : '')),
    }),
  };
}

const kneeMark = (colour, coord) => ({
  symbol: 'circle', symbolSize: 14, silent: true, itemStyle: { color: 'transparent', borderColor: colour.second, borderWidth: 3 },
  label: { show: true, position: 'top', formatter: 'knee', color: colour.second, fontWeight: 600, fontSize: 12 }, data: [{ coord }],
});

/**
 * The shortest time for two numbers of a layout.
 * @param x, y objects of `name`, `title` and `values`
 * @param cells objects of `x`, `y` and `seconds`
 */
export function landscape(x, y, cells) {
  const times = cells.map((cell) => cell.seconds);
  const best = cells.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  const logs = times.map(Math.log10);
  return {
    summary: `Shortest at ${x.title} ${best.x}, ${y.title} ${best.y}: ${seconds(best.seconds)}; longest ${seconds(Math.max(...times))}.`,
    columns: [{ title: x.title, cell: (c) => c.x }, number(y.title, (c) => c.y), number('Time', (c) => seconds(c.seconds)), number('Memory per node', (c) => megabytes(c.memory)), number('Fails', (c) => probability(c.failure))],
    rows: cells,
    option: (colour) => ({
      grid: { left: 58, right: 18, top: 10, bottom: 84 },
      xAxis: { ...axis(colour, x.title, { type: 'category', data: x.values, splitLine: { show: false } }) },
      yAxis: { ...axis(colour, y.title, { type: 'category', data: y.values, nameGap: 38, splitLine: { show: false } }) },
      visualMap: {
        type: 'continuous', dimension: 2, min: Math.min(...logs), max: Math.max(...logs) + 1e-9, orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: 150,
        text: [tick(Math.max(...times)), tick(Math.min(...times))], textStyle: { color: colour.soft }, formatter: (v) => tick(10 ** v),
        inRange: { color: ['#12525c', '#2a8a8c', '#7cc3b0', '#d6e8c4', '#fbe9b0', '#f3b56b', '#d9703c'] },
      },
      series: [{
        type: 'heatmap', cursor: 'default', itemStyle: { borderColor: colour.card, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: colour.ink, borderWidth: 2 } },
        data: cells.map((cell) => ({ value: [x.values.indexOf(cell.x), y.values.indexOf(cell.y), Math.log10(cell.seconds)], cell })),
      }],
      tooltip: tip(colour, ({ cell }) => `${x.title} ${cell.x}, ${y.title} ${cell.y}\n${seconds(cell.seconds)}, ${megabytes(cell.memory)} per node, fails ${probability(cell.failure)}`),
    }),
  };
}

const names = (width) => Math.min(260, width * 0.35);

/** Values with intervals on one axis, one line each. */
export function intervals(rows, unit) {
  const all = rows.flatMap((r) => [r.lower, r.upper]);
  return {
    summary: rows.map((r) => `${r.name}: ${unit(r.value)}, between ${unit(r.lower)} and ${unit(r.upper)}`).join('. '),
    columns: [{ title: 'Model', cell: (r) => r.name }, number('Value', (r) => unit(r.value)), number('From', (r) => unit(r.lower)), number('To', (r) => unit(r.upper))],
    rows,
    option: (colour, width) => ({
      grid: { left: names(width) + 16, right: 24, top: 8, bottom: 44 },
      xAxis: axis(colour, 'total time', { ...spread(all), axisLabel: { formatter: tick } }),
      yAxis: axis(colour, '', { type: 'category', inverse: true, data: rows.map((r) => r.name), splitLine: { show: false }, axisLabel: { width: names(width), overflow: 'break', lineHeight: 14, hideOverlap: false, interval: 0 } }),
      series: [
        { type: 'custom', silent: true, renderItem: whisker(colour), encode: { x: [1, 2], y: 0 }, data: rows.map((r, i) => [i, r.lower, r.upper]) },
        { type: 'scatter', symbolSize: 12, itemStyle: { color: colour.accent, borderColor: colour.card, borderWidth: 1.5 }, data: rows.map((row, i) => ({ value: [row.value, i], row })) },
      ],
      tooltip: tip(colour, ({ row }) => `${row.name}: ${unit(row.value)}\nbetween ${unit(row.lower)} and ${unit(row.upper)}`),
    }),
  };
}

const whisker = (colour) => (parameters, api) => {
  const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
  return { type: 'rect', shape: { x: from[0], y: from[1] - 5, width: Math.max(1, to[0] - from[0]), height: 10, r: 3 }, style: { fill: colour.bar } };
};

/** Predicted over measured, with the line where both are equal. */
export function agreement(rows) {
  const all = rows.flatMap((r) => [r.measured, r.predicted]);
  const scale = spread(all, 0);
  const { min, max } = scale;
  const factors = rows.map((r) => Math.exp(Math.abs(Math.log(r.predicted / r.measured)))).sort((a, b) => a - b);
  return {
    summary: `${plural(rows.length, 'run')}; half of them within a factor of ${digits(factors[Math.floor((factors.length - 1) / 2)])}, all within ${digits(factors.at(-1))}.`,
    columns: [{ title: 'Run', cell: (r) => r.name }, number('Measured', (r) => seconds(r.measured)), number('Predicted', (r) => seconds(r.predicted)), number('Ratio', (r) => digits(r.predicted / r.measured))],
    rows,
    option: (colour) => ({
      grid: { ...GRID, left: 70 },
      xAxis: axis(colour, 'measured', { ...scale, axisLabel: { formatter: tick } }),
      yAxis: axis(colour, 'predicted', { ...scale, nameGap: 54, axisLabel: { formatter: tick } }),
      series: [
        { type: 'line', symbol: 'none', silent: true, lineStyle: { color: colour.soft, type: 'dashed' }, data: [[min, min], [max, max]] },
        { type: 'scatter', symbolSize: 9, itemStyle: { color: colour.accent, opacity: 0.85 }, data: rows.map((row) => ({ value: [row.measured, row.predicted], row })) },
      ],
      tooltip: tip(colour, ({ row }) => (row ? `${row.name}\nmeasured ${seconds(row.measured)}\npredicted ${seconds(row.predicted)}` : '')),
    }),
  };
}

function tip(colour, text) {
  return {
    trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: colour.card, borderColor: colour.line, padding: [8, 10],
    textStyle: { color: colour.ink, fontSize: 12, lineHeight: 18 }, formatter: ({ data }) => text(data ?? {}),
  };
}
