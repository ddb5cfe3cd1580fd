// What lies on a phone, read from its own storage.

/** Every finished survey as it is stored. */
export const outbox = (page) => stored(page, 'outbox');

/** Every draft as it is stored, without what only the journal has. */
export const drafts = (page) => stored(page, 'drafts');

/** The journal has nothing more to hand over. */
export const folded = (page) => page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('sw:j:')));

/** Looks only where there is a database: opening one would make it. */
async function stored(page, store) {
  return page.evaluate(async (store) => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'sectorwise')) return [];
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('sectorwise'));
    try {
      return await done(database.transaction(store).objectStore(store).getAll());
    } finally {
      database.close();
    }
  }, store);
}
