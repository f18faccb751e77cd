package org.qeperf.train.report;

/** How a page looks: light or dark as the reader has it, narrow or wide. */
final class PageStyle {

    static final String CSS = """

            :root { color-scheme: light dark; --ink: #1c1c1c; --quiet: #5a5a5a; --paper: #ffffff; --panel: #f4f5f7;
              --line: #d9dbe0; --warning: #fff3e0; --edge: #d55e00; }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
            main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
            h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
            p { max-width: 46rem; overflow-wrap: anywhere; }
            li { overflow-wrap: anywhere; }
            .lead { font-size: 1.1rem; }
            .warning { background: var(--warning); border-left: 4px solid var(--edge); padding: .6rem .9rem; }
            .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: 1.25rem 0; }
            .facts div { background: var(--panel); border-radius: .4rem; padding: .55rem .8rem; }
            dt { color: var(--quiet); font-size: .82rem; }
            dd { margin: 0; font-size: 1.15rem; font-weight: 600; overflow-wrap: anywhere; }
            .table, .picture { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .88rem; }
            caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
            caption span { display: block; max-width: min(46rem, calc(100vw - 2rem)); }
            th, td { padding: .32rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
            thead th { vertical-align: bottom; border-bottom: 2px solid var(--line); }
            tbody th { font-weight: 600; min-width: 10rem; max-width: 18rem; overflow-wrap: anywhere; }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            td.number, td.algorithm { white-space: nowrap; }
            .remark { min-width: 13rem; max-width: 26rem; overflow-wrap: anywhere; }
            .values code { display: inline-block; margin-right: .9rem; }
            .baseline th, .baseline td { background: var(--panel); }
            .refused th, .refused td { color: var(--quiet); }
            code { font: .86em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
            pre { background: var(--panel); border-radius: .4rem; padding: .75rem .9rem; overflow-x: auto; white-space: pre-wrap; }
            figure { margin: 0; }
            .picture svg, .picture img { display: block; max-width: 100%; min-width: 34rem; height: auto; }
            figcaption { color: var(--quiet); font-size: .92rem; max-width: 46rem; margin-top: .4rem; overflow-wrap: anywhere; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8e8e8; --quiet: #a9adb5; --paper: #121212; --panel: #1e2024; --line: #383b42;
                --warning: #33240f; }
              .picture svg, .picture img { filter: invert(.93) hue-rotate(180deg); }
            }
            @media print { .table, .picture { overflow: visible; } }
            """;

    private PageStyle() {}
}
