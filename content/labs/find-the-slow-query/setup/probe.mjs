// Runs statements against shop.db and says what they gave, by which plan, and how many pages of 4 KB were read: what
// Linux says that this process read from files, with a cache of the database that is empty at first.
// As a program: [{ "sql": ..., "values": { ... } }, ...] on stdin, and as many answers on stdout, in JSON.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const bytes = () => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'latin1'))[1]);

export function probe({ sql, values }) {
  const db = new DatabaseSync('shop.db', { readOnly: true });
  const prepare = (text) => {
    const statement = db.prepare(text);
    statement.setAllowUnknownNamedParameters(true);
    return statement;
  };
  try {
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    const statement = prepare(sql);
    const before = bytes();
    const rows = statement.all(values);
    const pages = Math.floor((bytes() - before) / 4096);
    const { page_count: allPages } = db.prepare('PRAGMA page_count').get();
    return { plan, pages, allPages, count: rows.length, rows: rows.slice(0, 200) };
  } catch (error) {
    return { error: error.message };
  } finally {
    db.close();
  }
}

if (import.meta.main) console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(probe)));
