"""The stylesheet that a world is served with. What may not live here: markup."""

STYLESHEET = """\
:root { --paper: #fbf8f1; --ink: #2b2a28; --soft: #6d675c; --line: #ddd3bf; --link: #1f5c6b; --card: #fffdf8; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.65;
  font-family: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Liberation Serif", serif; font-size: 1.06rem; }
a { color: var(--link); text-decoration: none; border-bottom: 1px solid #1f5c6b44; }
a:hover { border-bottom-color: currentColor; }
.site-header { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; align-items: baseline; padding: .9rem 1.4rem;
  border-bottom: 3px double var(--line); background: var(--card); }
.site-header > a { font-variant: small-caps; letter-spacing: .06em; font-size: 1.25rem; border: 0; color: var(--ink); }
.site-header nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .9rem; }
main { max-width: 62rem; margin: 0 auto; padding: 1.2rem 1.4rem 3rem; }
main::after { content: ""; display: table; clear: both; }
h1 { font-weight: 500; font-size: 2.3rem; line-height: 1.2; margin: .4rem 0 1rem; padding-bottom: .4rem;
  border-bottom: 1px solid var(--line); }
h2 { font-weight: 500; font-size: 1.45rem; margin: 1.8rem 0 .5rem; }
p { margin: 0 0 1rem; hyphens: auto; }
ul { padding-left: 1.3rem; }
li::marker { color: var(--soft); }
.card { float: right; width: 19rem; margin: .2rem 0 1.2rem 1.8rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; overflow: hidden; font-size: .93rem; line-height: 1.45; }
figure { margin: 0; }
.vignette { display: block; width: 100%; height: auto; }
.infobox { width: 100%; border-collapse: collapse; }
.infobox th, .infobox td { text-align: left; vertical-align: top; padding: .34rem .8rem; border-top: 1px solid var(--line); }
.infobox th { font-weight: 500; color: var(--soft); width: 38%; }
.infobox .infobox-title { font-size: 1.12rem; color: var(--ink); border-top: 0; text-align: center; padding: .6rem .8rem; }
.infobox .infobox-group { color: var(--ink); padding-bottom: 0; }
.hatnote { font-style: italic; color: var(--soft); margin-bottom: 1rem; font-size: .95rem; }
.navbox { clear: both; margin-top: 2.2rem; padding: .7rem 1rem; border: 1px solid var(--line); background: var(--card);
  border-radius: 6px; font-size: .92rem; }
.columns { columns: 3 15rem; column-gap: 2rem; }
.columns li { break-inside: avoid; }
.site-footer { border-top: 3px double var(--line); color: var(--soft); font-size: .85rem; padding: 1.2rem 1.4rem; text-align: center; }
.portals { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; padding: 0; list-style: none; }
.portals li, .featured { background: var(--card); border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.portals a { display: block; border: 0; font-size: 1.1rem; padding: .6rem .9rem .1rem; }
.portals small { display: block; color: var(--soft); padding: 0 .9rem .7rem; }
.featured { display: grid; grid-template-columns: minmax(12rem, 20rem) 1fr; gap: 0 1.4rem; margin: 0 0 1.6rem; }
.featured .vignette { height: 100%; object-fit: cover; }
.featured div { padding: 1rem 1.2rem 1rem 0; }
.home h1 { border: 0; font-size: 2.8rem; text-align: center; margin-top: 1.4rem; }
.home main > p:first-of-type { text-align: center; color: var(--soft); max-width: 40rem; margin: 0 auto 1.8rem; }
@media (max-width: 46rem) {
  .card { float: none; width: 100%; margin: 0 0 1.4rem; }
  h1, .home h1 { font-size: 1.8rem; }
  main { padding: 1rem 1rem 2rem; }
  .featured { grid-template-columns: 1fr; }
  .featured div { padding: .4rem 1rem 1rem; }
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1e1d1b; --ink: #e7e2d8; --soft: #a79f90; --line: #3c3831; --link: #8cc4d0; --card: #262421; }
}
"""
