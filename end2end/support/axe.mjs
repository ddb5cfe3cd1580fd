// What axe-core finds on a page, and whether anything scrolls sideways.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function axe(page, name) {
  // Through the debugger, past the page's own policy.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(file, 'utf8'));
  // The frame is a page of its own, which has its own test.
  const violations = await page.evaluate(async (TAGS) => {
    const { violations } = await window.axe.run({ exclude: [['iframe']] }, { runOnly: { type: 'tag', values: TAGS } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [...violations.map((violation) => `${name}: ${violation}`), ...(wide > 0 ? [`${name}: scrolls sideways by ${wide} px`] : [])];
}
