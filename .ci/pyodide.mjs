// Run purestats in Pyodide (CPython on WebAssembly) and print what it computes, bit for bit.
//
//   node .ci/pyodide.mjs PYODIDE_FOLDER NORMAL_PY cases.json [WHEEL] > results.json
//
// cases.json: [["norm_ppf", ["0x1.3333333333333p-2"]], ...], arguments as float.hex() writes
// them. results.json: {"python": "3.x.y", "vendored": [...], "wheel": [...]}: one list for the
// copied file, one for the installed wheel. A result is float.hex(), or "ValueError: message".

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, normalPy, casesJson, wheel] = process.argv.slice(2);
if (!casesJson) {
  console.error("usage: node pyodide.mjs PYODIDE_FOLDER NORMAL_PY CASES_JSON [WHEEL]");
  process.exit(2);
}

const COMPUTE = `
import importlib, json, platform

def compute(module, name, arguments):
    try:
        return getattr(module, name)(*map(float.fromhex, arguments)).hex()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def compute_all(module, cases):
    module = importlib.import_module(module)
    return json.dumps([compute(module, *case) for case in json.loads(cases)])
`;

async function main() {
  const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
  const pyodide = await loadPyodide({ indexURL: resolve(folder) + "/" });
  const cases = readFileSync(casesJson, "utf8");
  pyodide.runPython(COMPUTE);
  const computeAll = pyodide.globals.get("compute_all");
  const results = { python: pyodide.runPython("platform.python_version()") };

  pyodide.FS.writeFile("normal.py", readFileSync(normalPy));
  results.vendored = JSON.parse(computeAll("normal", cases));
  if (wheel) {
    pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
    results.wheel = JSON.parse(computeAll("purestats", cases));
  }
  console.log(JSON.stringify(results));
}

try {
  await main();
} catch (error) {
  console.error(error.message); // the whole error would quote a megabyte of Pyodide's source
  process.exit(1);
}
