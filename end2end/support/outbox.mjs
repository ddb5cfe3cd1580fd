// What lies in a phone's outbox, read from its own storage.

/** Every finished survey as it is stored. Looks only where there is a database: opening one would make it. */
export async function outbox(page) {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'sectorwise')) return [];
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('sectorwise'));
    try {
      return await done(database.transaction('outbox').objectStore('outbox').getAll());
    } finally {
      database.close();
    }
  });
}
