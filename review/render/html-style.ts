/** The page's looks. Severity and what happens are said in words; colour only repeats it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1f2328; --muted: #57606a; --line: #d0d7de; --soft: #f6f8fa; --link: #0550ae;
  --red: #b3261e; --red-soft: #fff1f0; --amber: #7d4e00; --amber-soft: #fff8e5; --green: #116329; --green-soft: #effbf2; --violet: #6639ba;
}
@media (prefers-color-scheme: dark) { :root {
  --page: #0d1117; --text: #e6edf3; --muted: #9da7b3; --line: #30363d; --soft: #161b22; --link: #79b8ff;
  --red: #ff9a92; --red-soft: #2d1416; --amber: #f0c16a; --amber-soft: #271d08; --green: #6fd989; --green-soft: #0c2415; --violet: #c8a9ff;
} }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: var(--page); color: var(--text); }
header, main { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 1.5rem; }
main { padding-bottom: 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 0.6rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
a { color: var(--link); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.4rem 0.8rem; z-index: 1; }
.verdict { margin: 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-left-width: 6px; border-radius: 6px; font-weight: 600; overflow-wrap: anywhere; }
.asked { border-color: var(--red); background: var(--red-soft); }
.free { border-color: var(--green); background: var(--green-soft); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; list-style: none; margin: 0.9rem 0 0; padding: 0; font-size: 0.925rem; }
code, del, ins { font: 0.875em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
code { background: var(--soft); border: 1px solid var(--line); padding: 0.05em 0.3em; border-radius: 4px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
small { color: var(--muted); font-size: 0.875em; }
small code { background: none; border: 0; padding: 0; }
del { color: var(--red); text-decoration: line-through; }
ins { color: var(--green); text-decoration: none; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.925rem; }
th { color: var(--muted); font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); min-width: 5.5rem; overflow-wrap: anywhere; }
tbody tr:hover { background: var(--soft); }
ul { padding-left: 1.25rem; margin: 0.3rem 0; }
.lost { list-style: none; padding: 0; display: grid; gap: 0.6rem; }
.card { border: 1px solid var(--line); border-left: 6px solid var(--line); border-radius: 6px; padding: 0.6rem 0.9rem; overflow-wrap: anywhere; }
.high-card { border-left-color: var(--red); }
.medium-card { border-left-color: var(--amber); }
details { border-bottom: 1px solid var(--line); padding: 0.45rem 0; }
details details { border: 0; padding: 0.1rem 0; }
details > ul { content-visibility: auto; contain-intrinsic-size: auto 30rem; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
details details > summary { font-weight: 400; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.high { color: var(--red); font-weight: 700; }
.medium { color: var(--amber); font-weight: 600; }
.low { color: var(--muted); }
.added { color: var(--green); font-weight: 600; white-space: nowrap; }
.removed { color: var(--red); font-weight: 600; white-space: nowrap; }
figure { margin: 0 0 1.25rem; }
figcaption { margin-bottom: 0.35rem; font-weight: 600; }
.picture { display: block; }
.picture rect { fill: var(--page); stroke: var(--line); stroke-width: 1.5; }
.picture text { fill: var(--text); }
.picture .name { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.picture .words { font: 12px system-ui, sans-serif; fill: var(--muted); }
.picture .sign { font: 700 18px ui-monospace, monospace; text-anchor: middle; }
.picture .arrow path { stroke: var(--muted); stroke-width: 1.25; }
.picture .arrow polygon { fill: var(--muted); }
.picture .destroyed > rect { stroke: var(--red); stroke-width: 2.5; stroke-dasharray: 9 4; fill: var(--red-soft); }
.picture .replaced > rect { stroke: var(--red); stroke-width: 2.5; fill: var(--red-soft); }
.picture .replaced > .inner { stroke-width: 1; fill: none; }
.picture .destroyed > .sign, .picture .replaced > .sign { fill: var(--red); }
.picture .changed > rect { stroke: var(--amber); stroke-width: 2; fill: var(--amber-soft); }
.picture .changed > .sign { fill: var(--amber); }
.picture .added > rect { stroke: var(--green); stroke-width: 2; fill: var(--green-soft); }
.picture .added > .sign { fill: var(--green); }
.picture .kept > rect { stroke: var(--violet); stroke-dasharray: 2 2; }
.picture .kept > .sign { fill: var(--violet); }
.picture .unchanged > rect { stroke-dasharray: 3 3; }
@media (max-width: 40rem) { header, main { padding-left: 1rem; padding-right: 1rem; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --page: #ffffff; --text: #000000; --muted: #444444; --line: #bbbbbb; --soft: #ffffff; }
  body { font-size: 11pt; }
  header, main { max-width: none; padding: 0; }
  .skip, nav { display: none; }
  .scroll { overflow: visible; }
  .picture { max-width: 100%; height: auto; }
  .card, tr, figure { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > ul { content-visibility: visible; }
}
`;
