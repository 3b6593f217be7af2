// Judges documents by the JSON schema alone, and prints for each its verdict and where its errors stand, as JSON lines:
//   {"file": ..., "verdict": "accepts" | "refuses" | "unreadable", "places": ["line:column", ...]}
//   node judge.mjs SCHEMA FILE...
// The reader and this standard validator have to agree wherever the schema can express a rule; a .NET test compares the two.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { LineCounter, isMap, isSeq, parseDocument } from "yaml";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv2020.default({ strict: true, allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema, "utf8")));

// Where an error stands: at the key for one that ought not to be there, else at the value that is wrong.
function nodeOf(document, error) {
  const key = error.params.additionalProperty ?? error.params.propertyName;
  let node = document.contents;
  for (const step of error.instancePath.split("/").slice(1).map((s) => s.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    node = isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value;
  }

  return key !== undefined && isMap(node) ? pairOf(node, key)?.key : node;
}

const pairOf = (map, key) => map?.items?.find((pair) => String(pair.key?.source ?? pair.key?.value) === key || String(pair.key?.value) === key);

function judge(text) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0 || document.warnings.length > 0) {
    return { verdict: "unreadable", places: [] };
  }

  let value;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    return { verdict: "unreadable", places: [] };
  }

  if (validate(value)) {
    return { verdict: "accepts", places: [] };
  }

  const places = validate.errors.map((error) => nodeOf(document, error)?.range?.[0]).filter((at) => at !== undefined).map((at) => lines.linePos(at));
  return { verdict: "refuses", places: [...new Set(places.map((p) => `${p.line}:${p.col}`))] };
}

for (const file of files) {
  console.log(JSON.stringify({ file, ...judge(readFileSync(file, "utf8")) }));
}
