SELECT
  customer_id,
{sums}
FROM month_usage
GROUP BY customer_id
ORDER BY cost_usd DESC, requests DESC, customer_id
LIMIT 20
