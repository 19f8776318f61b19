// Run a Python program in Pyodide (CPython on WebAssembly):
//
//   node .ci/pyodide.mjs PYODIDE FOLDER PROGRAM
//
// PYODIDE is the folder of the npm package. FOLDER is the program's working directory and is
// searched for modules; PROGRAM lies in it. Input and output go through files there: node ends
// without waiting for a pipe to drain.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, folder, program] = process.argv.slice(2);
if (!program) {
  console.error("usage: node pyodide.mjs PYODIDE FOLDER PROGRAM");
  process.exit(2);
}

const RUN = `
import os, runpy, sys
os.chdir("/folder")
sys.path.insert(0, "/folder")
runpy.run_path(program, run_name="__main__")
`;

try {
  const { loadPyodide } = await import(pathToFileURL(resolve(packageFolder, "pyodide.mjs")));
  const pyodide = await loadPyodide({ indexURL: resolve(packageFolder) + "/" });
  pyodide.mountNodeFS("/folder", resolve(folder));
  pyodide.globals.set("program", program);
  pyodide.runPython(RUN);
} catch (error) {
  console.error(error.message); // the whole error would quote a megabyte of Pyodide's source
  process.exitCode = 1;
}
