// A coordinator: signs in and watches.
import { ADMIN } from './server.mjs';

export async function signIn(context, server, path = '/watch/state-of-the-sector') {
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('Email address').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.live[data-state="live"]', { hasText: 'Live' }).waitFor();
  return page;
}
