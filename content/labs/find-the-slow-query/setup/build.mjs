#!/usr/bin/env node
// build.mjs [seed [orders]]   makes shop.db anew from schema.sql, rows that follow from the seed, and indexes.sql
import { readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const [seed = '1', orders = '20000'] = process.argv.slice(2);
let state = (Number(seed) * 7919 + 12345) % 2147483647;
const random = () => {
  state = (state * 16807) % 2147483647;
  return state / 2147483647;
};
const below = (n) => Math.floor(random() * n);

rmSync('shop.db', { force: true });
const db = new DatabaseSync('shop.db');
db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
db.exec(readFileSync('schema.sql', 'utf8'));
db.exec('BEGIN');

const customers = Math.ceil(orders / 12);
const COUNTRIES = ['AT', 'CH', 'DE', 'FR', 'IT'];
const addCustomer = db.prepare('INSERT INTO customers VALUES (?, ?, ?)');
for (let id = 1; id <= customers; id++) addCustomer.run(id, `c${id}@example.org`, COUNTRIES[below(5)]);

const CATEGORIES = ['books', 'garden', 'kitchen', 'music', 'office', 'toys'];
const addProduct = db.prepare('INSERT INTO products VALUES (?, ?, ?)');
for (let id = 1; id <= 400; id++) addProduct.run(id, `product ${id}`, CATEGORIES[below(6)]);

// Two years of orders. What is old is shipped or cancelled, what is new is partly yet to be packed.
const FROM = Date.parse('2024-07-01T00:00:00Z');
const step = (730 * 86_400_000) / orders;
const addOrder = db.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)');
const addLine = db.prepare('INSERT INTO order_lines VALUES (?, ?, ?, ?, ?)');
for (let id = 1; id <= orders; id++) {
  const at = new Date(FROM + (id - random()) * step).toISOString().replace(/\.\d+Z$/, 'Z');
  const isNew = id > orders * 0.97;
  const status =
    random() < 0.07 ? 'cancelled' : !isNew ? 'shipped' : ['paid', 'paid', 'packed', 'shipped'][below(4)];
  // One customer in a hundred is a company that orders a third of everything.
  const customer = random() < 0.33 ? 1 + below(Math.ceil(customers / 100)) : 1 + below(customers);
  const lines = Array.from({ length: 1 + below(4) }, (_, i) => [
    i + 1,
    1 + below(400),
    1 + below(3),
    100 + below(9_900),
  ]);
  const total = lines.reduce((sum, [, , quantity, cents]) => sum + quantity * cents, 0);
  addOrder.run(id, customer, status, at, total, 'Please leave it with the neighbours if nobody is in.');
  for (const [line, product, quantity, cents] of lines) addLine.run(id, line, product, quantity, cents);
}
db.exec('COMMIT');
const pages = () => db.prepare('PRAGMA page_count').get().page_count;
const before = pages();
db.exec(readFileSync('indexes.sql', 'utf8'));
const more = ((100 * (pages() - before)) / before).toFixed(1);
console.log(`shop.db: ${orders} orders; indexes.sql makes it larger by ${more} %`);
