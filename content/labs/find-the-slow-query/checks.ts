import type { Check, Checks, Finding, Random } from '../kit.ts';
import { readLog, readPairs } from './log.ts';
import {
  type Asked,
  buildShop,
  MOST_LARGER,
  type Probed,
  readQuery,
  type Shop,
  statementsOf,
} from './shop.ts';

type Said = Pick<Finding, 'expected' | 'why' | 'node'>;

/** Pages of 4 KB that one run of a statement may read. */
const PAGES = { history: 40, packing: 40, report: 120 };
const BUDGET = `at most two indexes, which make the database larger by at most ${MOST_LARGER} %`;

const nameIt: Check = async (machine) => {
  const [most, ...others] = readLog((await machine.read('logs/queries.log')) ?? '');
  if (!most) throw new Error('The log is empty.');
  const found = readPairs((await machine.read('findings.txt')) ?? '');
  const [example = '', calls, total] = ['example', 'calls', 'total_ms'].map((key) => found.get(key));
  const other = others.find(({ ids }) => ids.has(example));
  const wrong = [
    !(example && calls && total) && 'findings.txt does not have all three of example, calls and total_ms.',
    !most.ids.has(example) && !other && 'The log has no run with the id that you give as example.',
    other &&
      `Your example took ${other.ms.toFixed(0)} ms in ${other.calls} runs; another statement took more in all.`,
    Number(calls) !== most.calls && 'The number of calls is not right: it counts runs with whatever values.',
    !(Math.abs(Number(total) / most.ms - 1) <= 0.01) && 'The sum of their ms is off by more than 1 %.',
  ].find((text) => typeof text === 'string');
  const all = [most, ...others].reduce((sum, { ms }) => sum + ms, 0);
  return {
    passed: wrong === undefined,
    observed:
      wrong ||
      `${most.calls} runs of it took ${(most.ms / 1000).toFixed(1)} s, ${((100 * most.ms) / all).toFixed(0)} % of all; the slowest took ${most.slowest.toFixed(0)} ms.`,
    expected:
      'The statement whose runs took the most time together, whatever the values in it, with an example, the number of its runs, and the sum of their ms to 1 %.',
    why: 'The single slowest statement is often a rare one that hurts nobody. What keeps a database busy is time per run times runs, and the many runs look different from each other until their values are taken away.',
    node: 'order-data-model#CUSTOMER',
  };
};

/** A check of one statement of the application, with several values. */
function served(
  name: 'history' | 'packing',
  said: Said,
  asks: (sql: string, shop: Shop, random: Random) => Asked[],
): Check {
  return async (machine, random) => {
    const shop = await buildShop(machine, random);
    if (typeof shop === 'string') return { passed: false, observed: shop, ...said };
    const probed = await shop.probe(asks(await readQuery(machine, name), shop, random));
    const worst = probed.reduce((a, b) => (pagesOf(b) > pagesOf(a) ? b : a));
    const pages = pagesOf(worst);
    const observed = `With ${shop.orders} orders it reads up to ${pages} pages, by the plan "${planOf(worst)}"; the database is larger by ${shop.larger} %.`;
    return { passed: pages <= PAGES[name], observed, ...said };
  };
}

function pagesOf({ pages, error }: Probed): number {
  if (pages === undefined || Number.isNaN(pages)) throw new Error(`The probe did not say: ${error}`);
  return pages;
}
const planOf = ({ plan = [] }: Probed) =>
  plan
    .map(({ detail }) => detail)
    .join('; ')
    .slice(0, 160);

/** What the report is to give: the statement as it stood at the start, written once more. */
const REFERENCE = `SELECT p.category, SUM(l.quantity * l.unit_cents) AS revenue_cents FROM orders o, order_lines l, products p
WHERE l.order_id = o.id AND p.id = l.product_id AND substr(o.placed_at, 1, 7) = :month AND o.status <> 'cancelled'
GROUP BY p.category ORDER BY p.category`;

const rewriteTheReport: Check = async (machine, random) => {
  const said: Said = {
    expected: `For any month the same rows as before, with at most ${PAGES.report} pages read, and ${BUDGET}.`,
    why: 'An index is sorted by what is in the column. Of a column inside a function nothing is known but row by row, and what is excluded by a "not equal" lies on both sides of it: so the database reads everything, for one month of twenty-four.',
    node: 'order-data-model#ORDER_LINE',
  };
  const fail = (observed: string): Finding => ({ passed: false, observed, ...said });
  const statements = statementsOf((await machine.read('report.sql')) ?? '');
  const [sql = ''] = statements;
  if (statements.length !== 1) return fail(`report.sql has ${statements.length} statements, and not one.`);
  const shop = await buildShop(machine, random);
  if (typeof shop === 'string') return fail(shop);
  const months = random.shuffle(MONTHS).slice(0, 3);
  // The last month of the data, in which orders are yet to be packed; a December; and one with no orders at all.
  months.push('2026-06', random.pick(['2024-12', '2025-12']), '2023-05');
  const values = months.map((month) => ({ month }));
  const given = await shop.probe(values.map((value) => ({ sql, values: value })));
  const right = await shop.probe(values.map((value) => ({ sql: REFERENCE, values: value })));
  for (const [i, month] of months.entries()) {
    const [mine, reference] = [given[i], right[i]];
    if (!mine || !reference?.rows) throw new Error('The probe left out a month.');
    if (mine.error !== undefined) return fail(`The database refuses report.sql: ${mine.error}.`);
    if (JSON.stringify(mine.rows) !== JSON.stringify(reference.rows)) {
      const [line = 0] = [
        (reference.rows ?? []).findIndex(
          (row, at) => JSON.stringify(row) !== JSON.stringify(mine.rows?.[at]),
        ),
      ];
      return fail(
        `For ${month} it gives ${mine.rows?.length} rows; row ${Math.max(0, line) + 1} is ${JSON.stringify(mine.rows?.[Math.max(0, line)] ?? null).slice(0, 80)} and was ${JSON.stringify(reference.rows[Math.max(0, line)] ?? null)}.`,
      );
    }
  }
  const worst = given.reduce((a, b) => (pagesOf(b) > pagesOf(a) ? b : a));
  const pages = pagesOf(worst);
  const observed = `Its rows are right for ${months.length} months of ${shop.orders} orders; it reads up to ${pages} pages, by the plan "${planOf(worst)}".`;
  return { passed: pages <= PAGES.report, observed, ...said };
};

/** From July 2024 to June 2026. */
const MONTHS = Array.from({ length: 24 }, (_, i) =>
  new Date(Date.UTC(2024, 6 + i, 1)).toISOString().slice(0, 7),
);

const checks: Checks = {
  'name-it': nameIt,
  'serve-the-history': served(
    'history',
    {
      expected: `At most ${PAGES.history} pages for any customer, also one with hundreds of orders, and ${BUDGET}.`,
      why: 'An index by customer alone finds all orders of a company in order to sort them and throw most away. When what is sorted by comes next in the index, the newest twenty stand beside each other, and reading ends there.',
      node: 'order-data-model#CUSTOMER_ORDER',
    },
    // The first ids are companies, with hundreds of orders each.
    (sql, { orders }, random) =>
      [1, random.int(2, 20), random.int(100, Math.floor(orders / 12))].map((customer) => ({
        sql,
        values: { customer },
      })),
  ),
  'serve-the-packers': served(
    'packing',
    {
      expected: `At most ${PAGES.packing} pages for the fifty oldest orders that are paid, and ${BUDGET}.`,
      why: 'One row in a hundred is paid and not packed. A query that looks for the few among the many every few seconds reads the whole table each time, and slows down as the shop grows although its own result does not.',
      node: 'order-data-model#CUSTOMER_ORDER',
    },
    (sql) => [{ sql, values: {} }],
  ),
  'rewrite-the-report': rewriteTheReport,
};

export default checks;
