-- Revenue by category in one month, such as '2026-03', without what was cancelled.
SELECT p.category, SUM(l.quantity * l.unit_cents) AS revenue_cents
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
WHERE strftime('%Y-%m', o.placed_at) = :month
  AND o.status <> 'cancelled'
GROUP BY p.category
ORDER BY p.category;
