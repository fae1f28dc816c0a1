/** Databases of whiteboards in this browser, by person and whiteboard (`kept-board.ts`). */
export const BOARD_PREFIX = 'atlas.board.';
/** What is noted beside a whiteboard: how many changes of it have not arrived. */
export const UNSAVED = 'unsaved';
/** Where the library for it puts notes. */
const NOTES = 'custom';

/**
 * Forgets the whiteboards of a person who has left this browser. Those that hold what never arrived stay, as nobody
 * else has that and it is sent when the same person comes back, unless that can never be.
 */
export async function dropBoards(person: string, isForEver: boolean): Promise<void> {
  // An old browser can't list them: they stay under the person's id, which no other page asks for.
  const known = (await indexedDB.databases?.()) ?? [];
  const names = known.flatMap(({ name }) => (name?.startsWith(`${BOARD_PREFIX}${person}.`) ? [name] : []));
  for (const name of names) if (isForEver || (await unsavedIn(name)) === 0) indexedDB.deleteDatabase(name);
}

function unsavedIn(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const database = asked.result;
      const answer = (count: unknown) => {
        database.close();
        resolve(Number(count) || 0);
      };
      if (!database.objectStoreNames.contains(NOTES)) return answer(0);
      const found = database.transaction(NOTES).objectStore(NOTES).get(UNSAVED);
      found.onsuccess = () => answer(found.result);
      found.onerror = () => answer(1);
    };
  });
}
