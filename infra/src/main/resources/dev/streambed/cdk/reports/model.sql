SELECT
  model_id,
{sums},
  CAST(round(avg(duration_ms)) AS bigint) AS average_duration_ms,
  CAST(round(avg(first_piece_ms)) AS bigint) AS average_first_piece_ms
FROM month_usage
GROUP BY model_id
ORDER BY cost_usd DESC, requests DESC, model_id
