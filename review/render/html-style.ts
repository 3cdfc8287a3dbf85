/** The page's looks. Severity is said in words; colour only repeats it. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --high: #b3261e; --medium: #8a5a00; --low: #5f6368; }
@media (prefers-color-scheme: dark) { :root { --high: #ff8a80; --medium: #ffca6b; --low: #b0b5ba; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.35rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
code, del, ins { font: 0.875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
code { background: var(--soft); padding: 0.1em 0.3em; border-radius: 4px; }
ins { text-decoration: underline; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
td code { overflow-wrap: break-word; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); min-width: 4rem; }
ul { padding-left: 1.2rem; }
details { border-top: 1px solid var(--line); padding: 0.4rem 0; }
summary { cursor: pointer; }
summary:focus-visible, .scroll:focus-visible { outline: 2px solid; outline-offset: 2px; }
.high { color: var(--high); font-weight: 700; }
.medium { color: var(--medium); font-weight: 600; }
.low { color: var(--low); }
`;
