"""The style sheet of HTML pages: light and dark, a phone's width and paper, nothing fetched.

Every colour stands on its ground with at least the contrast that WCAG 2.2 AA asks of text (4.5 to 1).
"""

LIGHT = {
    "ground": "#ffffff", "text": "#1c1c1c", "muted": "#595959", "rule": "#d0d0d0", "link": "#0b4fb3",
    "good": "#11692f", "bad": "#a8161c", "warn": "#80409c",
}  # fmt: skip
DARK = {
    "ground": "#16181b", "text": "#e6e6e6", "muted": "#a6a6a6", "rule": "#44484d", "link": "#8ab8ff",
    "good": "#7fd49a", "bad": "#ff9c99", "warn": "#d6a8ef",
}  # fmt: skip


def _variables(colours: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in colours.items()) + "}"


CSS = (
    _variables(LIGHT)
    + f"@media screen and (prefers-color-scheme:dark){{{_variables(DARK)}}}"
    + """
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--rule)}
h3,h4,h5,h6{font-size:1rem;margin:1.25rem 0 .5rem}
p{margin:.5rem 0}
.in-2{margin-left:1rem}
.in-3{margin-left:2rem}
.in-4{margin-left:3rem}
a{color:var(--link);overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
:target{outline:2px solid var(--link);outline-offset:2px}
.muted{color:var(--muted)}
.mark{font-size:.875em}
.good{color:var(--good)}
.bad{color:var(--bad)}
.warn{color:var(--warn)}
ul{margin:.5rem 0;padding-left:1.25rem}
li{margin:.35rem 0}
.labelled{list-style:none;padding-left:0}
.labelled li{display:flex;gap:.6rem}
.labelled div{min-width:0}
.label{flex:0 0 auto;min-width:2.5em;color:var(--muted);font-variant-numeric:tabular-nums}
nav{margin:1rem 0}
summary{cursor:pointer;padding:.25rem 0}
nav li{margin:0}
nav a{display:inline-block;padding:.25rem 0}
dl{margin:.5rem 0}
dl div{display:grid;grid-template-columns:7rem 1fr;gap:.75rem;margin:.2rem 0}
dt{color:var(--muted)}
dd{margin:0;min-width:0}
.scroll{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.4rem .9rem .4rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--rule)}
thead th{color:var(--muted);font-weight:normal;border-top:0}
tbody th{font-weight:normal}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.wide{width:max-content}
.wide td{max-width:22rem}
body:has(.wide){max-width:none}
.detail td{border-top:0;padding-top:0;padding-left:1rem}
pre{overflow-x:auto;line-height:1.3}
footer{margin-top:2.5rem;border-top:1px solid var(--rule);color:var(--muted);font-size:.875rem}
@media (max-width:30rem){
dl div{grid-template-columns:1fr;gap:0;margin:.5rem 0}
table{font-size:.8rem}
th,td{padding-right:.5rem}
.detail td{padding-left:0}
.detail div{position:sticky;left:0;max-width:calc(100vw - 2rem)}
}
@media print{
@page{margin:18mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:#595959}}
body{max-width:none;padding:0;font-size:10pt}
nav{display:none}
h1,h2,h3{break-after:avoid}
tr,li,dl div{break-inside:avoid}
tr:has(+ .detail){break-after:avoid}
.scroll{overflow:visible}
a{color:inherit;text-decoration:none}
p,li{orphans:3;widows:3}
}
"""
)
