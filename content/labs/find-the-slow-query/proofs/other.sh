#!/bin/bash
# Covering indexes; and the report adds up order by order, from a list of what counts joined to a range of text.
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const kinds = {};
  for (const line of readFileSync("logs/queries.log", "utf8").trim().split("\n")) {
    const [, id, ms, ...sql] = line.split(" ");
    const kind = (kinds[sql.join(" ").replace(/\d+/g, "N")] ??= { id, calls: 0, ms: 0 });
    kind.calls++;
    kind.ms += parseFloat(ms);
  }
  const { id, calls, ms } = Object.values(kinds).sort((a, b) => b.ms - a.ms)[0];
  writeFileSync("findings.txt", `example = ${id}\ncalls = ${calls}\ntotal_ms = ${Math.round(ms)}\n`);
'
cat > indexes.sql <<'END'
CREATE INDEX history ON orders (customer_id, placed_at DESC, status, total_cents);
CREATE INDEX stages ON orders (status, placed_at, customer_id);
END
cat > report.sql <<'END'
WITH counted (status) AS (VALUES ('paid'), ('packed'), ('shipped'))
SELECT (SELECT category FROM products WHERE id = l.product_id) AS category,
  SUM(l.quantity * l.unit_cents) AS revenue_cents
FROM counted
CROSS JOIN orders o ON o.status = counted.status AND o.placed_at BETWEEN :month || '-' AND :month || '-99'
CROSS JOIN order_lines l ON l.order_id = o.id
GROUP BY 1
ORDER BY 1
END
