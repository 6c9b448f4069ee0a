SELECT
  customer_id,
  day,
{sums}
FROM month_usage
GROUP BY customer_id, day
ORDER BY customer_id, day
