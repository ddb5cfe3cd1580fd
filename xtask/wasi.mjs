// Runs one program compiled for wasm32-wasip1: node wasi.mjs PROGRAM.wasm CRATE [ARGUMENT…]
// It sees the checkout as its root, where proptest finds sources and kept failures, and CRATE by its own path
// (CARGO_MANIFEST_DIR).
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WASI } from 'node:wasi';

const [program, crate, ...rest] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: [program, ...rest],
  env: process.env,
  preopens: { '/': dirname(crate), [crate]: crate },
  returnOnExit: true,
});

try {
  const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
  process.exitCode = wasi.start(instance);
} catch (error) {
  // A panic has said its own words already; what is left is the trap that ended the program.
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 101;
}
