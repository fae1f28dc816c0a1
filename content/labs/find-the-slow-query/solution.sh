#!/bin/bash
grep ' FROM orders WHERE customer_id = ' logs/queries.log | awk '
  { calls++; total += $3; example = $2 }
  END { printf "example = %s\ncalls = %d\ntotal_ms = %.1f\n", example, calls, total }
' > findings.txt
cat > indexes.sql <<'END'
CREATE INDEX orders_of_customer ON orders (customer_id, placed_at);
-- For the packers and for the report: what is compared for equality first, the range or the order last.
CREATE INDEX orders_by_status ON orders (status, placed_at);
END
cat > report.sql <<'END'
SELECT p.category, SUM(l.quantity * l.unit_cents) AS revenue_cents
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
WHERE o.status IN ('paid', 'packed', 'shipped')
  AND o.placed_at >= :month || '-01'
  AND o.placed_at < date(:month || '-01', '+1 month')
GROUP BY p.category
ORDER BY p.category;
END
