-- Three statements of the application, as they stand in its code. They are not to be changed.
-- name: history
SELECT id, placed_at, status, total_cents FROM orders
WHERE customer_id = :customer ORDER BY placed_at DESC LIMIT 20;
-- name: packing
SELECT id, customer_id FROM orders
WHERE status = 'paid' ORDER BY placed_at LIMIT 50;
-- name: invoice
SELECT l.line_no, p.name, l.quantity, l.unit_cents FROM order_lines l
JOIN products p ON p.id = l.product_id WHERE l.order_id = :order ORDER BY l.line_no;
