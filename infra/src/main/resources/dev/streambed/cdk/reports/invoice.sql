-- One row for each customer and model, and one of all models for each customer.
SELECT
  customer_id,
  CASE grouping(model_id) WHEN 1 THEN 'all models' ELSE model_id END AS model,
  grouping(model_id) AS is_total,
{sums}
FROM month_usage
GROUP BY GROUPING SETS ((customer_id, model_id), (customer_id))
ORDER BY customer_id, is_total, model
