/** An answer of the server that this browser keeps. */
export interface KeptAnswer {
  answer: unknown;
  /** Milliseconds since 1970 when the server gave it. */
  at: number;
}

interface Row extends KeptAnswer {
  /** Of the person and the question. */
  id: string;
}

const DATABASE = 'atlas.answers';
const STORE = 'answers';
/** How many are kept, how large one may be (characters of JSON), and for how long (milliseconds). */
const MOST = 200;
const LARGEST = 500_000;
const LONGEST = 30 * 86_400_000;
/** Milliseconds that a browser may take: some private windows never answer. */
const PATIENCE = 2_000;

const idOf = (person: string, key: string) => `${person} ${key}`;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('at', 'at');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    setTimeout(() => reject(new Error('This browser keeps nothing.')), PATIENCE);
  });
  return opened;
}

/** Runs one transaction; gives what its request found when all of it is written. */
async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Keeps an answer in place of an older one to the same question, and forgets what is too old or too much. */
export async function putAnswer(person: string, key: string, answer: unknown, at: number): Promise<void> {
  if (JSON.stringify(answer).length > LARGEST) return;
  const row: Row = { id: idOf(person, key), answer, at };
  await run('readwrite', (store) => {
    const put = store.put(row);
    const count = store.count();
    count.onsuccess = () => {
      let left = count.result;
      const oldest = store.index('at').openCursor();
      oldest.onsuccess = () => {
        const cursor = oldest.result;
        if (!cursor || (left <= MOST && (cursor.value as Row).at > at - LONGEST)) return;
        left -= 1;
        cursor.delete();
        cursor.continue();
      };
    };
    return put;
  });
}

/** What is kept of a person's answer to a question. */
export async function findAnswer(person: string, key: string): Promise<KeptAnswer | undefined> {
  try {
    const row: Row | undefined = await run('readonly', (store) => store.get(idOf(person, key)));
    return row && row.at > Date.now() - LONGEST ? row : undefined;
  } catch {
    // A browser that keeps nothing has nothing.
    return undefined;
  }
}

/** Forgets all of it, whoever it was about. */
export const clearAnswers = () => run('readwrite', (store) => store.clear());
