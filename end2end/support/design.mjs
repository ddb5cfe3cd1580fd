// An officer at the designer's desk.
import { ADMIN } from './server.mjs';

/** Signs in where nobody is, and comes to a page of the designer's. */
export async function enter(context, path = '/design') {
  const page = await context.newPage();
  await page.goto(path);
  if (new URL(page.url()).pathname === '/sign-in') {
    await page.getByLabel('Email address').fill(ADMIN.email);
    await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await page.waitForURL((url) => url.pathname === path);
  return page;
}

/** A draft of its own, begun with the standard; the editor is open. */
export async function begin(page, slug, title) {
  await page.locator('#title').fill(title);
  await page.locator('#slug').fill(slug);
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page.waitForURL(`**/design/${slug}`);
  await ready(page);
}

/** The draft is there, and what is typed now is kept. */
export const ready = (page) => page.locator('#pill[data-state="saved"]').waitFor();

/** Everything is in the server's log. */
export async function saved(page) {
  await page.locator('#editor').evaluate((editor) => editor.ownerDocument.activeElement?.blur());
  await page.waitForFunction(() => document.querySelector('#pill')?.dataset.state === 'saved' && !Object.keys(localStorage).some((key) => key.startsWith('sw:d:')));
}

export async function addLocal(page, kind, id) {
  await page.getByRole('button', { name: 'Add a local question' }).click();
  if (id) await page.locator('#new-id').fill(id);
  await page.locator(`#kind-${kind}`).click();
  await page.locator('#q-label, #q-name').first().waitFor();
}

export const open = (page, id) => page.locator(`#row-${id}`).click();
