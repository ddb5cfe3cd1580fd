// Reads a form and then one expression a line, as JSON; answers each with what the engines make of it.

import { createInterface } from 'node:readline';
import { engines } from './engines.mjs';

const LIMIT = 50_000;
const begun = performance.now();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const form = JSON.parse((await lines.next()).value);
const { odk, enketo } = await engines(form);

/** `${name}` is a path there. */
const paths = (expression) => expression.replace(/\$\{([^}]*)\}/g, (_, name) => form.paths[name]);

function outcome(engine, expression) {
  try {
    return { text: engine(expression) };
  } catch (error) {
    return { error: String(error?.message ?? error).slice(0, 120) };
  }
}

for await (const line of lines) {
  if (performance.now() - begun > LIMIT) process.exit(3);
  const expression = paths(JSON.parse(line));
  console.log(JSON.stringify({ odk: outcome(odk, expression), enketo: outcome(enketo, expression) }));
}
